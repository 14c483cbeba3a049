import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The two-dimensional Ising model by the Metropolis algorithm. After every block of sweeps it prints
 * the mean energy and magnetization per spin, at the end it draws the lattice into lattice.pgm.
 */
public final class Ising {
    private static final Set<String> OPTIONS =
            Set.of("temperature", "size", "seed", "blocks", "sweeps");

    private final int size;
    private final byte[] spins;
    private final SplittableRandom random;
    /** The chance of a flip that costs 4 (index 1) or 8 (index 2) units of energy. */
    private final double[] chance;

    private Ising(double temperature, int size, long seed) {
        this.size = size;
        this.spins = new byte[size * size];
        this.random = new SplittableRandom(seed);
        this.chance = new double[] {1, Math.exp(-4 / temperature), Math.exp(-8 / temperature)};
        // All spins up: an ordered start reaches equilibrium on both sides of the transition.
        Arrays.fill(spins, (byte) 1);
    }

    /** Tries as many flips as there are spins. */
    private void sweep() {
        for (int tries = spins.length; tries > 0; tries--) {
            int row = random.nextInt(size);
            int column = random.nextInt(size);
            int cost = spins[row * size + column] * neighbours(row, column);
            if (cost <= 0 || random.nextDouble() < chance[cost / 2]) {
                spins[row * size + column] *= -1;
            }
        }
    }

    private int neighbours(int row, int column) {
        int above = row == 0 ? size - 1 : row - 1;
        int below = row == size - 1 ? 0 : row + 1;
        int left = column == 0 ? size - 1 : column - 1;
        int right = column == size - 1 ? 0 : column + 1;
        return spins[above * size + column] + spins[below * size + column]
                + spins[row * size + left] + spins[row * size + right];
    }

    private double energy() {
        int sum = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                sum -= spins[row * size + column] * neighbours(row, column);
            }
        }
        return sum / 2.0 / spins.length;   // each bond was counted twice
    }

    private double magnetization() {
        int sum = 0;
        for (byte spin : spins) {
            sum += spin;
        }
        return Math.abs((double) sum) / spins.length;
    }

    private void draw(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(("P5\n" + size + " " + size + "\n255\n").getBytes(StandardCharsets.US_ASCII));
            for (byte spin : spins) {
                out.write(spin > 0 ? 255 : 0);
            }
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>(
                Map.of("temperature", "2.269", "size", "128", "seed", "1", "blocks", "40", "sweeps", "40"));
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            if (!args[i].startsWith("--") || !OPTIONS.contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException("wrong argument: " + args[i]);
            }
            options.put(name, args[i + 1]);
        }
        return options;
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> options;
        Ising ising;
        int blocks;
        int sweeps;
        try {
            options = options(args);
            ising = new Ising(Double.parseDouble(options.get("temperature")),
                    Integer.parseInt(options.get("size")), Long.parseLong(options.get("seed")));
            blocks = Integer.parseInt(options.get("blocks"));
            sweeps = Integer.parseInt(options.get("sweeps"));
        } catch (IllegalArgumentException fault) {
            System.err.println(fault.getMessage());
            System.err.println("usage: java Ising.java [--temperature T] [--size N] [--seed N]"
                    + " [--blocks N] [--sweeps N]");
            System.exit(2);
            return;
        }
        for (int block = 0; block < blocks; block++) {
            double energy = 0;
            double magnetization = 0;
            for (int sweep = 0; sweep < sweeps; sweep++) {
                ising.sweep();
                energy += ising.energy();
                magnetization += ising.magnetization();
            }
            System.out.printf(Locale.ROOT, "energy %.5f%nmagnetization %.5f%n",
                    energy / sweeps, magnetization / sweeps);
            System.out.flush();
        }
        ising.draw(Path.of("lattice.pgm"));
    }
}
