package org.neronet.common.metric;

import java.util.Locale;
import java.util.Set;

/** Words that look like metric names in front of a number and seldom are. */
final class Words {
    /** Prose and code: no metric is called so when nothing but a blank stands before the number. */
    private static final Set<String> PROSE = words("""
            a about after all and are as assert at before break but by case chapter column continue def del else
            every exit fig figure for from goto has if import in is it line no not of on only or over page print
            raise return section set sleep table than that the this to took until using version was while with
            yield your
            """);

    /** Headings of what follows: with a whole number they are no metric. */
    private static final Set<String> HEADINGS = words("""
            batch chunk day device episode fold generation gpu job layer node part phase pid port rank round run
            sample seed stage task trial worker
            """);

    /** Settings that programs print once at their start. */
    private static final Set<String> SETTINGS = words("""
            alpha base_lr batch batch_size batchsize beta beta1 beta2 betas cuda device display dropout epochs eps
            epsilon fold gamma gpu gpus gradient_accumulation_steps hidden_dim hidden_size id initial_lr java jobid
            lambda learning_rate local_rank log_interval max_epochs max_iter max_iters max_steps momentum n_epochs n_jobs n_layers node
            nodes num_classes num_epochs num_layers num_workers numpy pid port power python rank save_interval seed
            snapshot stepsize test_interval tau temperature test_iter threads torch trial version warmup_steps weight_decay
            workers world_size
            """);

    /** Parts of the names of what programs measure of themselves. */
    private static final Set<String> METRICS = words("""
            acc accuracy auc bleu cer correct dice entropy err error f1 fid iou kl loss mae map mape mse nll perplexity
            ppl precision psnr recall return reward rmse rouge score ssim wer
            """);

    private Words() {}

    /** Whether one of the words of a name, in lower case, is that of a metric. */
    static boolean isMetric(String name) {
        for (var word : name.split("[^a-z0-9]+")) {
            if (METRICS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    static boolean isProse(String word) {
        return PROSE.contains(lower(word));
    }

    static boolean isHeading(String word) {
        return HEADINGS.contains(lower(word));
    }

    static boolean isSetting(String word) {
        return SETTINGS.contains(lower(word));
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
