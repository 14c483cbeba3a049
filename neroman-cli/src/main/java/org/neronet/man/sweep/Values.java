package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
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

    /** {@code linspace}: equally far apart, both ends included, as NumPy's. */
    record Linear(BigDecimal first, BigDecimal last, int count, Mark mark) implements Values {
        @Override
        public BigInteger size() {
            return BigInteger.valueOf(count);
        }

        @Override
        public Scalar at(int index) {
            return Decimal.real(between(first, last, index, count), mark);
        }

        static BigDecimal between(BigDecimal first, BigDecimal last, int index, int count) {
            if (index == 0 || count == 1) {
                return first;
            }
            var part = last.subtract(first).multiply(BigDecimal.valueOf(index));
            return first.add(part.divide(BigDecimal.valueOf(count - 1L), Decimal.EXACT));
        }
    }

    /** {@code logspace}: powers of ten whose exponents are equally far apart, as NumPy's. */
    record Powers(BigDecimal first, BigDecimal last, int count, Mark mark) implements Values {
        @Override
        public BigInteger size() {
            return BigInteger.valueOf(count);
        }

        @Override
        public Scalar at(int index) {
            var exponent = Linear.between(first, last, index, count).stripTrailingZeros();
            if (exponent.scale() <= 0) {
                return Decimal.real(new BigDecimal("1e" + exponent.toBigInteger()), mark);
            }
            return Decimal.real(StrictMath.pow(10, exponent.doubleValue()), mark);
        }
    }

    /** {@code geomspace}: equal ratios, both ends included exactly, as NumPy's. */
    record Geometric(BigDecimal first, BigDecimal last, int count, Mark mark) implements Values {
        @Override
        public BigInteger size() {
            return BigInteger.valueOf(count);
        }

        @Override
        public Scalar at(int index) {
            if (index == 0 || index == count - 1) {
                return Decimal.real(index == 0 ? first : last, mark);
            }
            double low = StrictMath.log10(first.doubleValue());
            double high = StrictMath.log10(last.doubleValue());
            double value = StrictMath.pow(10, low + (high - low) * index / (count - 1));
            // A power of ten in the middle comes out as such, not as the double beside it.
            var rounded = new BigDecimal(value).round(new java.math.MathContext(15));
            return Decimal.real(rounded, mark);
        }
    }
}
