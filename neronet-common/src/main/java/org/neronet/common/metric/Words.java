package org.neronet.common.metric;

import java.util.List;
import java.util.Locale;

/** Words that look like metric names in front of a number and seldom are. */
final class Words {
    /** Prose and code: no metric is called so when nothing but a blank stands before the number. */
    private static final WordList PROSE = new WordList("""
            a about after all and are as assert at before break but by case chapter column continue def del else
            every exit fig figure for from goto has if import in is it line no not of on only or over page print
            raise return section set sleep table than that the this to took until using version was while with
            yield your
            """);

    /** Headings of what follows: with a whole number they are no metric. */
    private static final WordList HEADINGS = new WordList("""
            batch chunk count day device episode fold generation gpu job layer node part phase pid port rank round run
            sample seed stage task total trial worker
            """);

    /** Settings that programs print once at their start. */
    private static final WordList SETTINGS = new WordList("""
            alpha base_lr batch batch_size batchsize beta beta1 beta2 betas create_atoms cuda device dimension display dropout epochs eps
            epsilon fold gamma gpu gpus gradient_accumulation_steps hidden_dim hidden_size id initial_lr java jobid
            lambda learning_rate local_rank log_interval lr_mult max_epochs max_iter max_iters max_steps momentum n_epochs n_jobs n_layers node
            nodes num_classes num_epochs num_layers num_workers numpy pid port power python rank save_interval seed
            snapshot stepsize test_interval tau temperature test_iter thermo threads timestep torch trial version warmup_steps wd weight_decay
            bogomips cmake conda cudnn gcc glibc grad_accum jax keras niter npm nvcc openmpi openssl pandas patience pip pytorch scipy sklearn tensorflow zlib
            workers world_size
            """);

    /** How the names of settings end and begin. */
    private static final List<String> PRESET_ENDS = List.of(
            "_size", "_epochs", "_steps", "_freq", "_len", "_length", "_params", "_ratio", "_dim", "_weight", "_coef");

    private static final List<String> PRESET_BEGINS = List.of("n_", "num_", "lambda_", "clip_");

    /** Parts of the names of what programs measure of themselves. */
    private static final WordList METRICS = new WordList("""
            acc accuracy answer auc bleu cer correct cost dice elbo energy entropy err error f1 fid fitness iou kl likelihood loss losses mae map mape metric mse ndcg nll objective perplexity
            ppl precision psnr recall residual result results return reward rmse rouge score ssim wer
            """);

    private Words() {}

    /** Whether one of the words of a name is that of a metric. */
    static boolean isMetric(String name) {
        int length = name.length();
        for (int at = 0; at < length; at++) {
            int from = at;
            while (at < length
                    && (Character.isLetter(name.charAt(at)) || at > from && NumberText.isDigit(name.charAt(at)))) {
                at++;
            }
            if (METRICS.contains(name, from, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is that of a setting, by itself or by how it begins or ends, such as {@code max_loss_steps}. */
    static boolean isPreset(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return SETTINGS.contains(lower)
                || PRESET_ENDS.stream().anyMatch(lower::endsWith)
                || PRESET_BEGINS.stream().anyMatch(lower::startsWith);
    }

    static boolean isProse(String text, int from, int to) {
        return PROSE.contains(text, from, to);
    }

    /** Whether it is a learning rate, which is a setting where nothing else is said. */
    static boolean isRate(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("lr") || lower.endsWith("_lr");
    }

    /** Whether it is the time that is still to go, which is no metric. */
    static boolean isRemaining(String name) {
        return name.equalsIgnoreCase("eta") || name.regionMatches(true, 0, "remaining", 0, 9);
    }

    static boolean isHeading(String word) {
        return HEADINGS.contains(word);
    }

    static boolean isSetting(String word) {
        return SETTINGS.contains(word);
    }
}
