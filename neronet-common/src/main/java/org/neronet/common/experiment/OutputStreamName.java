package org.neronet.common.experiment;

/** Which of a program's two output streams; the names are also the files in the attempt's folder. */
public enum OutputStreamName {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String file;

    OutputStreamName(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public static OutputStreamName of(String file) {
        for (var stream : values()) {
            if (stream.file.equals(file)) {
                return stream;
            }
        }
        throw new IllegalArgumentException("no such stream: " + file);
    }
}
