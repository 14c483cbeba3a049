package org.neronet.mum.warden;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment that jobs start with, made from that of the login session. Batch jobs get the named variables alone,
 * because whatever an environment holds may be a secret. Pure.
 */
final class JobEnvironment {
    /** The user's umask before the launcher script changed it; there whenever that script ran. */
    static final String USER_UMASK = "NERONET_USER_UMASK";

    private static final String USER_LC_ALL = "NERONET_USER_LC_ALL";
    private static final String TEST_JVM_OPTS = "NERONET_TEST_JVM_OPTS";
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "ENV",
            "BASH_ENV",
            "MANPATH",
            "LD_LIBRARY_PATH",
            "LIBRARY_PATH",
            "CPATH",
            "PKG_CONFIG_PATH",
            "CMAKE_PREFIX_PATH",
            "PYTHONPATH",
            "PYTHONUSERBASE",
            "VIRTUAL_ENV",
            "PERL5LIB",
            "JAVA_HOME",
            "CUDA_HOME",
            "MODULEPATH",
            "MODULESHOME",
            "LOADEDMODULES",
            "_LMFILES_",
            "SCRATCH",
            "WORK",
            "WRKDIR",
            "SLURM_CONF",
            "SGE_ROOT",
            "SGE_CELL",
            "SGE_CLUSTER_NAME",
            "SGE_QMASTER_PORT",
            "SGE_EXECD_PORT");
    private static final Set<String> PREFIXES = Set.of(
            "LC_",
            "LMOD_",
            "__LMOD_",
            "_ModuleTable",
            "MODULES_",
            "__MODULES_",
            "BASH_FUNC_",
            "CONDA_",
            "R_LIBS",
            "JULIA_",
            "EASYBUILD_",
            "SPACK_ROOT",
            "SBATCH_");

    private JobEnvironment() {}

    /** The named variables, for {@code sbatch}; they are no secret, so they may be seen in a process list. */
    static Map<String, String> named(Map<String, String> login) {
        var job = own(login);
        job.keySet().removeIf(name -> !isNamed(name));
        job.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        return job;
    }

    /** All of the session's variables but Neronet's own, for programs on this host. */
    static Map<String, String> own(Map<String, String> login) {
        var job = new TreeMap<>(login);
        job.keySet().removeIf(name -> name.startsWith("NERONET_") && !name.equals(TEST_JVM_OPTS));
        if (login.containsKey(USER_UMASK)) {
            job.remove("LC_ALL");
            var locale = login.getOrDefault(USER_LC_ALL, "");
            if (!locale.isEmpty()) {
                job.put("LC_ALL", locale);
            }
        }
        return job;
    }

    private static boolean isNamed(String name) {
        return NAMES.contains(name)
                || name.equals(TEST_JVM_OPTS)
                || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
