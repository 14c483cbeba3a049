package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;

/** One walk over a pattern, which gives its named groups the names that Java knows. */
final class GroupRewriting {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final Repeats repeats = new Repeats();
    private int at;
    private int classes;

    private GroupRewriting(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with a message for the user */
    static GroupRewriting of(String text) {
        var rewriting = new GroupRewriting(text);
        rewriting.run();
        return rewriting;
    }

    String pattern() {
        return out.toString();
    }

    /** Of the named groups, in the order of their brackets. */
    List<String> names() {
        return names;
    }

    private void run() {
        while (at < text.length()) {
            if (!quoted() && !reference() && !escaped() && !bracketed()) {
                repeats.see(text, at);
                if (!named()) {
                    copy(1);
                }
            }
        }
    }

    private boolean quoted() {
        if (!text.startsWith("\\Q", at)) {
            return false;
        }
        int end = text.indexOf("\\E", at);
        copy((end < 0 ? text.length() : end + 2) - at);
        return true;
    }

    private boolean reference() {
        if (classes > 0 || !text.startsWith("\\k<", at) && !text.startsWith("(?P=", at)) {
            return false;
        }
        boolean python = text.charAt(at) == '(';
        var name = name(at + (python ? 4 : 3), python ? ')' : '>');
        int number = names.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("the pattern has no group \"" + name + "\" before it is used");
        }
        out.append("\\k<").append(GroupPattern.group(number)).append('>');
        return true;
    }

    private boolean escaped() {
        if (text.charAt(at) != '\\') {
            return false;
        }
        copy(Math.min(2, text.length() - at));
        return true;
    }

    private boolean bracketed() {
        if (text.charAt(at) == '[') {
            classes++;
            copy(text.startsWith("[^]", at) ? 3 : text.startsWith("[]", at) || text.startsWith("[^", at) ? 2 : 1);
            return true;
        }
        classes -= classes > 0 && text.charAt(at) == ']' ? 1 : 0;
        if (classes > 0 || text.charAt(at) == ']') {
            copy(1);
            return true;
        }
        return false;
    }

    private boolean named() {
        boolean python = text.startsWith("(?P<", at);
        int from = at + (python ? 4 : 3);
        if (!python && (!text.startsWith("(?<", at) || text.startsWith("=", from) || text.startsWith("!", from))) {
            return false;
        }
        out.append("(?<").append(GroupPattern.group(names.size())).append('>');
        names.add(name(from, '>'));
        return true;
    }

    private String name(int from, char end) {
        int to = text.indexOf(end, from);
        var name = to < 0 ? text.substring(from) : text.substring(from, to);
        if (to < 0 || !name.matches("[A-Za-z_][A-Za-z0-9_]*+") || name.length() > OutputReader.MAX_NAME) {
            throw new IllegalArgumentException("the name of a group, \"" + name
                    + "\", must be made of letters, digits and _; rename gives a metric any other name");
        }
        at = to + 1;
        return name;
    }

    private void copy(int length) {
        out.append(text, at, at + length);
        at += length;
    }
}
