package org.neronet.man.spec;

import java.util.List;
import org.neronet.man.config.PosixWords.Word;
import org.neronet.man.config.YamlSource;
import org.neronet.man.config.YamlValue.Scalar;

/** Finds where the words of a command stand in its file, one after the other. */
final class WordPlace {
    /** Words with escapes are not written as they are; where most are, looking for more costs time and gives nothing. */
    private static final int MOST_MISSED = 100;

    private final YamlSource source;
    private final Scalar command;
    private final List<Word> words;
    private final String written;
    private int looked;
    private int missed;
    private int at;
    private int behind;

    WordPlace(YamlSource source, Scalar command, List<Word> words) {
        this.source = source;
        this.command = command;
        this.words = words;
        this.written = source.text().substring(source.offset(command.start()), source.offset(command.end()));
    }

    /** The command as if it began at that word; numbers must grow. */
    Scalar of(int number) {
        for (; looked <= number && missed < MOST_MISSED; looked++) {
            look(words.get(looked).text());
        }
        var start = YamlSource.after(command.start(), written.substring(0, at));
        return new Scalar(command.text(), command.value(), command.plain(), start, command.end());
    }

    private void look(String word) {
        int found = written.indexOf(word, behind);
        if (found < 0) {
            missed++;
        } else {
            at = found;
            behind = found + word.length();
        }
    }
}
