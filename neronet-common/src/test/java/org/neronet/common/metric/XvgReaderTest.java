package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class XvgReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new XvgReader();
    }

    @Override
    protected String path() {
        return "energy.xvg";
    }

    @Override
    protected byte[] file() {
        return """
                # This file was made by hand
                @    yaxis  label "(kJ/mol)"
                @ s0 legend "Potential"
                @ s1 legend "Total Energy"
                    0.0  -10.5  -8.25
                    2.0  -11.5  -9.25
                """.getBytes(StandardCharsets.UTF_8);
    }
}
