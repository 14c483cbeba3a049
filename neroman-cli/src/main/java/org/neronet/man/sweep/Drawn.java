package org.neronet.man.sweep;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** A distribution that a random search draws a parameter from; {@code Random} is one whose algorithm Java specifies. */
sealed interface Drawn {
    Scalar draw(Random random);

    /** From {@code low}, included, to {@code high}, excluded. */
    record Uniform(double low, double high, Mark mark) implements Drawn {
        @Override
        public Scalar draw(Random random) {
            return Decimal.real(below(low + (high - low) * random.nextDouble(), high), mark);
        }
    }

    /** As {@link Uniform} in the logarithm; both above 0. */
    record LogUniform(double low, double high, Mark mark) implements Drawn {
        @Override
        public Scalar draw(Random random) {
            double from = StrictMath.log(low);
            double value = StrictMath.exp(from + (StrictMath.log(high) - from) * random.nextDouble());
            return Decimal.real(Math.max(low, below(value, high)), mark);
        }
    }

    /** Any of some values, all alike. */
    record Choice(List<Scalar> scalars) implements Drawn {
        public Choice {
            scalars = List.copyOf(scalars);
        }

        @Override
        public Scalar draw(Random random) {
            return scalars.get(random.nextInt(scalars.size()));
        }
    }

    /** A whole number, both ends included. */
    record Whole(BigInteger low, BigInteger high, Mark mark) implements Drawn {
        @Override
        public Scalar draw(Random random) {
            var count = high.subtract(low).add(BigInteger.ONE);
            BigInteger offset;
            do {
                offset = new BigInteger(count.bitLength(), random);
            } while (offset.compareTo(count) >= 0);
            return Decimal.whole(low.add(offset), mark);
        }
    }

    /** Rounding may reach the end that is excluded. */
    private static double below(double value, double high) {
        return value < high ? value : Math.nextDown(high);
    }
}
