package org.neronet.man.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.PosixWords;
import org.neronet.man.selection.Expression.Intersection;
import org.neronet.man.selection.Expression.Not;
import org.neronet.man.selection.Expression.Union;

class SelectionReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | 7",
                "124-186 | 124-186",
                "124-186,190 | {124-186 190}",
                "124-186, 190 7 | {124-186 {190 7}}",
                "1-3 lang 7 | {1-3 lang 7}",
                "lang/deep_layers-8 | lang/deep_layers-8",
                "lang and state=failed | [lang state:failed]",
                "lang, state=failed | {lang state:failed}",
                "lang or state=failed | {lang state:failed}",
                "lang, deep and state=failed | {lang [deep state:failed]}",
                "(lang, deep) and state=failed | [{lang deep} state:failed]",
                "(lang deep) and @live | [{lang deep} LIVE]",
                "not lang and @failed | [-lang FAILED]",
                "not (lang, 7) | -{lang 7}",
                "not not lang | --lang",
                "all | ALL",
                "@all,@failed,@missing,@live,@ended,@starred | {ALL FAILED MISSING LIVE ENDED STARRED}",
                "@last | last:1",
                "@last:3 | last:3",
                ". | folder:.",
                "./x ../y /abs/z .. | {folder:./x folder:../y folder:/abs/z folder:..}",
                "examples/digits | examples/digits",
                "lr-* lang/* *deep* l?ng lr-[12] | {glob:lr-* glob:lang/* glob:*deep* glob:l?ng glob:lr-[12]}",
                "[!a,b=]x* | glob:[!a,b=]x*",
                "\"and\" 'two words' | {and two words}",
                "and=3 | EITHER:and=3",
                "not=3 and or=4 | [EITHER:not=3 EITHER:or=4]",
                "a+b lang/1.5 | {a+b lang/1.5}",
                "экс-1 | экс-1",
            })
    void wordsAreReadAsTheGrammarSays(String text, String shape) {
        assertThat(shape(text)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lr>0.01 | EITHER:lr>0.01",
                "lr > 0.01 | EITHER:lr>0.01",
                "lr= relu | EITHER:lr=relu",
                "lr<=1e-3 and lr>=1e-5 | [EITHER:lr<=1e-3 EITHER:lr>=1e-5]",
                "act!=relu | EITHER:act!=relu",
                "param.lr<.5 | PARAMETER:lr<.5",
                "metric.acc>-1. | METRIC:acc>-1.",
                "min.val_loss<inf | LOWEST:val_loss<inf",
                "max.train/acc@5>=0.3 | HIGHEST:train/acc@5>=0.3",
                "param.=3 | EITHER:param.=3",
                "\"val loss\"<0.3 | EITHER:val loss<0.3",
                "url=a=b!c | EITHER:url=a=b!c",
                "note=\"two words, and more\" | NOTE=two words, and more",
                "tag!=paper | TAG!=paper",
                "name=lr-* | NAME=lr-*",
                "collection=lang and folder=. | [COLLECTION=lang FOLDER=.]",
                "cluster=triton,node=n1,job=7_1,reason=*memory* | {CLUSTER=triton NODE=n1 JOB=7_1 REASON=*memory*}",
                "params=*data/1.txt* | params=*data/1.txt*",
                "params!=*x* | params!=*x*",
                "id>=100 | ID>=100.0",
                "exit!=0 | EXIT!=0.0",
                "state=*ed_out | state:timed_out",
                "state!=fin* | state:defined,failed,lost,node_failed,out_of_memory,preempted,queued,running,stopped,"
                        + "submit_failed,submitted,terminated,timed_out",
                "since=2d | CHANGED>=Ago[duration=PT48H]",
                "until=30m | CHANGED<=Ago[duration=PT30M]",
                "tmod>2015-11-23 | CHANGED>Local[start=2015-11-23T00:00, unit=Days]",
                "ended<2026-11-20T10:00 | ENDED<Local[start=2026-11-20T10:00, unit=Minutes]",
                "started<='2026-11-20 10:00:59' | STARTED<=Local[start=2026-11-20T10:00:59, unit=Seconds]",
                "submitted=2026-11-20T10:00:59.5Z | SUBMITTED=Universal[start=2026-11-20T10:00:59Z]",
            })
    void conditionsAreRead(String text, String shape) {
        assertThat(shape(text)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "186-124 | range \"186-124\" goes down; did you mean 124-186?",
                "1- | selection \"1-\", character 1: '1-' is neither an id, a range nor a name",
                "-5 | '-5' is neither",
                "1--3 | '1--3' is neither",
                "1,,2 | selection \"1,,2\", character 3: nothing beside the comma",
                "1, | character 3: nothing beside the comma",
                ",1 | character 1: nothing beside the comma",
                "`` | an empty selection",
                "'' | character 1: nothing in the quotes",
                "0-3 | ids begin at 1",
                "0 | ids begin at 1",
                "1-9999999999999999999 | no id is that large",
                "7 ;rm | character 3: ';rm' is neither",
                "lang and | character 9: nothing behind 'and'",
                "and lang | character 1: nothing before 'and'",
                "lang or or deep | character 9: nothing behind 'or'",
                "not | character 4: nothing behind 'not'",
                "(lang | character 1: '(' is never closed",
                "lang, (deep | character 7: '(' is never closed",
                "( | '(' is never closed",
                "lang) | character 5: ')' without '('",
                ") | character 1: nothing before ')'",
                "() | character 2: nothing before ')'",
                "state= | character 7: nothing behind '='",
                "state=,lang | character 7: nothing behind '='",
                "=failed | character 1: nothing before '='",
                "!lang | character 1: '!' is no operator; write 'not'",
                "lr=>3 | character 3: unknown operator '=>'; did you mean '>='?",
                "lr=<3 | did you mean '<='?",
                "state==failed | character 6: unknown operator '=='; did you mean '='?",
                "lr<>3 | did you mean '!='?",
                "lr=!3 | did you mean '!='?",
                "lr!3 | character 3: unknown operator '!'",
                "lr<<=>3 | unknown operator '<<=>'",
                "0.1<lr | character 1: '0.1' can have no value",
                "0<lr<3 | '0' can have no value",
                "lr>0<3 | character 5: a condition compares once",
                "lr<abc | character 4: '<' compares numbers, and 'abc' is none",
                "lr>nan | compares numbers",
                "state=fialed | there is no state 'fialed'; did you mean 'failed'?",
                "state=x* | there is no state 'x*'",
                "state<failed | 'state' takes = and !=, it has no order",
                "name>lang | 'name' takes = and !=",
                "params<3 | 'params' takes = and !=",
                "id=abc | 'id' is a number, and 'abc' is none",
                "exit>=zero | 'exit' is a number",
                "since>2d | character 6: 'since' takes =",
                "since=2 | character 7: '2' is no time",
                "since=2y | character 7: '2y' is no time",
                "ended>yesterday | 'yesterday' is no time",
                "tmod>2026-02-30 | '2026-02-30' is no time",
                "tmod>2026-2-3 | is no time",
                "tmod>+999999-01-01T00:00:00 | is no time",
                "tmod>2026-01-01T00:00:00+99:00 | is no time",
                "@lats | there is no '@lats'; did you mean '@last'?",
                "@ | there is no '@'",
                "@failed:3 | only @last takes a number",
                "@last:0 | '0' is no number of experiments",
                "@last:x | 'x' is no number",
                "@last:9999999999 | is no number",
                "lr-[12 | character 1: '[' is never closed in 'lr-[12'",
                "name=*[x | character 6: '[' is never closed",
                "note=\"open | character 6: the quote \" is never closed",
            })
    void badSelectionsNameTheirPlaceAndWhatIsMeant(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExitCode.USAGE);
                    assertThat(e.hint().orElse("")).isNotEmpty();
                })
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lang state=running | 'lang and state=running' selects what is both, 'lang, state=running' what is either",
                "state=running lang | 'state=running and lang'",
                "1-3 lang lr>0 | '1-3 lang and lr>0'",
                "lr>0 lr<1 | 'lr>0 and lr<1'",
                "lang (state=failed) | 'lang and (state=failed)'",
                "(lang) deep | '(lang) and deep'",
                "not lang deep | 'not lang and deep'",
                "lang not deep | 'lang and not deep'",
                "lang and @failed deep | 'lang and @failed and deep'",
                "note=two words | a value with blanks stands in quotes",
                "1-3 lang and state=failed | write '(1-3 lang) and state=failed', or '1-3, lang and state=failed'",
                "1 2 3 and @live | write '(1 2 3) and @live', or '1 2, 3 and @live'",
                "1-3,7 and state=failed | write '(1-3,7) and state=failed', or '1-3, 7 and state=failed'",
                "1,2,3 and @live and @starred | write '(1,2,3) and @live and @starred', or '1,2, 3 and @live and @starred'",
                "@live and 1,2 | write '@live and (1,2)', or '@live and 1, 2'",
            })
    void whatCouldBeMeantInTwoWaysIsRefusedWithBoth(String text, String hint) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
            assertThat(e.hint().orElse("")).contains(hint);
        });
    }

    @Test
    void hintsOfTwoReadingsCanBeTyped() {
        assertThat(shape("(1-3,7) and state=failed")).isEqualTo("[{1-3 7} state:failed]");
        assertThat(shape("1-3, 7 and state=failed")).isEqualTo("{1-3 [7 state:failed]}");
        assertThat(shape("1,2, 3 and @live")).isEqualTo("{1 2 [3 LIVE]}");
    }

    @Test
    void shellWordsAreJoined() {
        assertThat(shape(SelectionReader.read(List.of("lang", "and", "lr", ">", "0.1"))))
                .isEqualTo("[lang EITHER:lr>0.1]");
        assertThat(shape(SelectionReader.read(List.of("lang and", "state=failed", ",7"))))
                .isEqualTo("{[lang state:failed] 7}");
        assertThat(shape(SelectionReader.read(List.of()))).isEqualTo("EVERYTHING");
    }

    @Test
    void optionsNarrowAllOfIt() {
        assertThat(shape(SelectionReader.read(List.of("--missing")))).isEqualTo("MISSING");
        assertThat(shape(SelectionReader.read(List.of("1,", "lang", "--failed"))))
                .isEqualTo("[{1 lang} FAILED]");
        assertThat(shape(SelectionReader.read(List.of("--failed", "lang", "--missing"))))
                .isEqualTo("[lang {MISSING FAILED}]");
        assertThat(Narrowing.without(List.of("a", "--failed", "-x"))).containsExactly("a", "-x");
        assertThat(Narrowing.among(List.of("a", "--failed"))).containsExactly(Narrowing.FAILED);
        assertThat(Narrowing.FAILED.option()).isEqualTo("--failed");
    }

    @Test
    void depthAndNumberHaveLimitsThatAreSaid() {
        assertThat(read("(".repeat(50) + "7" + ")".repeat(50))).isEqualTo(new Term.Ids(7, 7));
        assertThatThrownBy(() -> read("(".repeat(51) + "7" + ")".repeat(51)))
                .hasMessageContaining("more than 50 parentheses in each other");
        assertThatThrownBy(() -> read("not ".repeat(100_000) + "7")).hasMessageContaining("more than 50");
        assertThat(read(names(1_000))).isInstanceOf(Union.class);
        assertThatThrownBy(() -> read(names(1_001))).hasMessageContaining("more than 1,000 names and conditions");
        assertThatThrownBy(() -> read("*".repeat(1_001))).hasMessageContaining("at most 1,000 characters");
        var ids = IntStream.range(1, 50_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(((Union) read(ids)).parts()).hasSize(49_999);
    }

    @Test
    void longSelectionsAreShownAroundTheFault() {
        assertThatThrownBy(() -> read("lang,".repeat(1_000) + "1-," + "lang,".repeat(1_000)))
                .hasMessageMatching("selection \"….*lang,1-,lang.*…\", character 5001: '1-' is neither.*")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
        assertThatThrownBy(() -> read("a\u001b[31mb")).hasMessageContaining("\"a?[31mb\", character 2: a control");
        assertThatThrownBy(() -> read("note='\u0000'")).hasMessageContaining("a control character");
    }

    @Test
    void everyTextIsReadOrRefused() {
        var random = new Random(7);
        var pieces = List.of(
                "1",
                "7-9",
                "lang",
                "and",
                "or",
                "not",
                "(",
                ")",
                ",",
                " ",
                "=",
                "!=",
                "<",
                ">",
                ">=",
                "!",
                "\"",
                "'",
                "state",
                "failed",
                "lr",
                "0.1",
                "@last",
                ":",
                "3",
                "*",
                "?",
                "[",
                "]",
                "./x",
                "since",
                "2d",
                "tmod",
                "2026-11-20",
                "T10:00",
                "Z",
                "note",
                "\u00e9",
                "\ud83d",
                "\u0000",
                "\n",
                "--missing",
                "99999999999999999999",
                "-",
                "e9",
                "inf",
                "params",
                "%s",
                "all",
                "9999-12-31",
                "exit");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var words = new ArrayList<String>();
            for (int word = random.nextInt(4); word >= 0; word--) {
                words.add(IntStream.range(0, random.nextInt(9))
                        .mapToObj(p -> pieces.get(random.nextInt(pieces.size())))
                        .collect(Collectors.joining()));
            }
            read += isRead(words) ? 1 : 0;
        }
        assertThat(read).isBetween(500, 19_500);
    }

    private static boolean isRead(List<String> words) {
        try {
            return SelectionReader.read(words) != null;
        } catch (NeronetException e) {
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7, lang, l*, ./x, @last, @all, @starred | false",
                "param.lr>3 and name=x and id>3 and tag=a and note=b and since=2d and cluster=c | false",
                "params=*x* and not collection=a | false",
                "7, @failed | true",
                "lang and @missing | true",
                "not @live | true",
                "@ended | true",
                "state=failed | true",
                "lr>3 | true",
                "metric.loss>3 | true",
                "exit=0 | true",
                "ended>2d | true",
                "node=n1 | true",
                "job=7 | true",
                "reason=x | true",
            })
    void whatHappensOnClustersMattersToSome(String text, boolean depends) {
        assertThat(read(text).dependsOnNews()).isEqualTo(depends);
    }

    @Test
    void termsCanBeReplaced() {
        var read = read("lang and not (./x, 7)");

        var changed = read.with(term -> term instanceof Term.Folder ? new Term.Ids(1, 3) : term);

        assertThat(shape(changed)).isEqualTo("[lang -{1-3 7}]");
    }

    @Test
    void theManualsExamplesAreRead() throws Exception {
        var manual = Stream.of(Path.of("docs/manual/selections.md"), Path.of("../docs/manual/selections.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var text = Files.readString(manual);
        var lines = text.lines().filter(line -> line.startsWith("neroman ")).toList();
        assertThat(lines).hasSizeGreaterThan(15);
        for (var line : lines) {
            var words = PosixWords.texts(line.replaceFirst(" +# .*", ""));
            assertThat(SelectionReader.read(words.subList(2, words.size())))
                    .as(line)
                    .isNotNull();
        }
        var conditions = text.substring(text.indexOf("| condition |"), text.indexOf("**Times**"));
        var examples = Pattern.compile("`([a-z_.]+[!<>=]+[^` ]*)`")
                .matcher(conditions)
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThan(30);
        examples.forEach(
                each -> assertThat(read(each.group(1))).as(each.group(1)).isInstanceOf(Condition.class));
        var refused = text.substring(text.indexOf("| refused |"), text.indexOf("At most 1,000"));
        refused.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            var cells = line.split("`");
            assertThatThrownBy(() -> read(cells[1]))
                    .isInstanceOfSatisfying(
                            NeronetException.class,
                            e -> assertThat(e.hint().orElse(""))
                                    .contains("'" + cells[3] + "'")
                                    .contains("'" + cells[5] + "'"));
            assertThat(shape(cells[3])).isNotEqualTo(shape(cells[5]));
        });
    }

    @Test
    void formsAreWrittenAsSqliteReadsThem() {
        assertThat(new TextPattern("a***[!b*]?[^c][]d]").sql()).isEqualTo("a*[^b*]?[^c][]d]");
        assertThat(new TextPattern("a[b").isGlob()).isFalse();
    }

    @Test
    void literalsKnowTheirNumbers() {
        assertThat(new Literal("1e-3").number()).contains(0.001);
        assertThat(new Literal("-Inf").number()).contains(Double.NEGATIVE_INFINITY);
        assertThat(new Literal("0x10").number()).isEmpty();
        assertThat(new Literal("1d").number()).isEmpty();
        assertThat(new Literal(".NaN").isNaN()).isTrue();
        assertThat(new Literal("9007199254740993").isLongInteger()).isTrue();
        assertThat(new Literal("0.1234567890123456").isLongInteger()).isFalse();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "name" + i).collect(Collectors.joining(","));
    }

    private static Expression read(String text) {
        return SelectionReader.read(List.of(text));
    }

    private static String shape(String text) {
        return shape(read(text));
    }

    private static String shape(Expression expression) {
        if (expression instanceof Union union) {
            return shapes(union.parts(), "{", "}");
        } else if (expression instanceof Intersection intersection) {
            return shapes(intersection.parts(), "[", "]");
        } else if (expression instanceof Not not) {
            return "-" + shape(not.inner());
        } else if (expression instanceof Term.Ids ids) {
            return ids.first() == ids.last() ? "" + ids.first() : ids.first() + "-" + ids.last();
        } else if (expression instanceof Term.Name name) {
            return name.text();
        } else if (expression instanceof Term.Glob glob) {
            return "glob:" + glob.pattern().text();
        } else if (expression instanceof Term.Folder folder) {
            return "folder:" + folder.path();
        } else if (expression instanceof Term.Newest newest) {
            return "last:" + newest.count();
        } else if (expression instanceof Condition condition) {
            return condition(condition);
        }
        return expression.toString();
    }

    private static String shapes(List<Expression> parts, String open, String close) {
        return parts.stream().map(SelectionReaderTest::shape).collect(Collectors.joining(" ", open, close));
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.State state) {
            return state.states().stream()
                    .map(each -> each.word())
                    .sorted()
                    .collect(Collectors.joining(",", "state:", ""));
        } else if (condition instanceof Condition.Text text) {
            return text.key() + (text.equal() ? "=" : "!=") + text.pattern().text();
        } else if (condition instanceof Condition.Number number) {
            return number.key() + number.comparison().symbol() + number.value();
        } else if (condition instanceof Condition.Time time) {
            return time.key() + time.comparison().symbol() + time.value();
        } else if (condition instanceof Condition.Parameters parameters) {
            return "params" + (parameters.equal() ? "=" : "!=")
                    + parameters.pattern().text();
        }
        var value = (Condition.Value) condition;
        return value.source() + ":" + value.name() + value.comparison().symbol()
                + value.literal().text();
    }
}
