package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.IntFunction;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** The values of one parameter of a grid; how many there are is known without making them. */
sealed interface Values {
    BigInteger size();

    /** @param index from 0 to below {@link #size} */
    Scalar at(int index);

    /** Where it was written. */
    Mark mark();

    /** Written one by one. */
    record Listed(List<Scalar> scalars, Mark mark) implements Values {
        public Listed {
            scalars = List.copyOf(scalars);
        }

        @Override
        public BigInteger size() {
            return BigInteger.valueOf(scalars.size());
        }

        @Override
        public Scalar at(int index) {
            return scalars.get(index);
        }
    }

    /** {@code range}: from {@code start} in steps to before {@code stop}, as Python's range; exact also for decimals. */
    record Range(BigDecimal start, BigDecimal stop, BigDecimal step, boolean whole, Mark mark) implements Values {
        @Override
        public BigInteger size() {
            var steps = stop.subtract(start).divide(step, 0, RoundingMode.CEILING);
            return steps.toBigInteger().max(BigInteger.ZERO);
        }

        @Override
        public Scalar at(int index) {
            var value = start.add(step.multiply(BigDecimal.valueOf(index)));
            return whole ? Decimal.whole(value.toBigIntegerExact(), mark) : Decimal.real(value, mark);
        }
    }

    /** So many values between two ends, each made from its place. */
    record Spaced(int count, IntFunction<Scalar> value, Mark mark) implements Values {
        @Override
        public BigInteger size() {
            return BigInteger.valueOf(count);
        }

        @Override
        public Scalar at(int index) {
            return value.apply(index);
        }
    }
}
