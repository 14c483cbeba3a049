package org.neronet.common.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a metric is better when smaller or when larger. */
public enum Goal {
    MIN,
    MAX;

    private static final Set<String> LARGER = Set.of(
            "acc accuracy auc auroc f1 fscore precision recall r2 score reward rewards return returns map iou miou dice"
                    .concat(" bleu rouge meteor psnr ssim ndcg mrr top1 top5 success win elo kappa mcc ap map50 sharpe")
                    .split(" "));
    private static final Set<String> SMALLER = Set.of(
            "loss losses err error errors mse mae rmse mape nll ce crossentropy perplexity ppl wer cer fid cost energy"
                    .concat(" residual rmsd bpc bpb logloss kl regret objective distance mpjpe rmsle huber hinge gap")
                    .split(" "));

    /** The word in rules: {@code min} or {@code max}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the metric's name tells, its last telling word: {@code val_loss}, {@code test/accuracy}; else empty. */
    public static Optional<Goal> ofName(String name) {
        var words = name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+");
        for (int i = words.length - 1; i >= 0; i--) {
            if (LARGER.contains(words[i])) {
                return Optional.of(MAX);
            }
            if (SMALLER.contains(words[i]) || words[i].endsWith("loss") || words[i].endsWith("error")) {
                return Optional.of(MIN);
            }
        }
        return Optional.empty();
    }

    boolean isBetter(double value, double than) {
        return this == MIN ? value < than : value > than;
    }

    /** Whether it is better by more than {@code delta}. */
    boolean isBetter(double value, double than, double delta) {
        return this == MIN ? value < than - delta : value > than + delta;
    }

    double worst() {
        return this == MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}
