"""A Java program as one jar and a launcher, on the configured JDK."""

load("@rules_java//java/common:java_info.bzl", "JavaInfo")

TOOLCHAINS = [
    "@bazel_tools//tools/jdk:runtime_toolchain_type",
    "@bazel_tools//tools/jdk:toolchain_type",
]

PROGRAM_ATTRS = {
    "main_class": attr.string(
        doc = "The class with `main`.",
        mandatory = True,
    ),
    "deps": attr.label_list(
        doc = "The Java libraries of the program.",
        mandatory = True,
        providers = [JavaInfo],
    ),
    "data": attr.label_list(
        doc = "Files that the program needs. RUNFILES_DIR names the folder that they are in.",
        allow_files = True,
    ),
    "jvm_flags": attr.string_list(
        doc = "Flags for its JVM. They come after the launcher's own, so they win.",
    ),
    "_launcher": attr.label(
        default = "//bazel/private:launcher.sh.tpl",
        allow_single_file = True,
    ),
}

OLDEST = 17

# The heap stays small, and nothing is compiled twice; the page on tuning has the reasons. The JVM's own messages go to the log, not to
# the client.
_FLAGS = [
    "-XX:InitialHeapSize=32m",
    "-XX:MinHeapSize=8m",
    "-XX:TieredStopAtLevel=1",
    "-XX:CompileThresholdScaling=5",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
]
_FLAGS_17 = [
    "-XX:G1HeapRegionSize=1m",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:G1ExpandByPercentOfAvailable=0",
]
_FLAGS_NEWER = [
    "-XX:+UseParallelGC",
    "-XX:GCTimeRatio=9",
    "-Djdk.reflect.useNativeAccessorOnly=true",
]

def java_runtime(ctx):
    """The configured JDK, which must be new enough.

    Args:
      ctx: the context of a rule that has TOOLCHAINS.

    Returns:
      A JavaRuntimeInfo. Its version is 0 if Bazel does not know it.
    """
    runtime = ctx.toolchains["@bazel_tools//tools/jdk:runtime_toolchain_type"].java_runtime
    if runtime.version and runtime.version < OLDEST:
        fail("%s needs a JDK %d or newer, but Bazel is configured for %d. Put into .bazelrc: build --java_runtime_version=%d --tool_java_runtime_version=%d" %
             (ctx.label, OLDEST, runtime.version, OLDEST, OLDEST))
    return runtime

def all_flags(ctx, runtime):
    """The flags of the program's JVM.

    Args:
      ctx: the context of the rule.
      runtime: the JDK.

    Returns:
      A list of strings.
    """
    own = []
    if runtime.version == 17:
        own = _FLAGS_17
    elif runtime.version > 17:
        own = _FLAGS_NEWER
    return _FLAGS + own + ctx.attr.jvm_flags

def single_jar(ctx, manifest = []):
    """Packs the program and all its libraries into one jar, not compressed, which starts faster.

    Args:
      ctx: the context of the rule.
      manifest: more lines for its manifest.

    Returns:
      The jar.
    """
    jar = ctx.actions.declare_file(ctx.label.name + ".jar")
    jars = depset(transitive = [dep[JavaInfo].transitive_runtime_jars for dep in ctx.attr.deps])
    args = ctx.actions.args()
    args.add("--output", jar)
    args.add("--main_class", ctx.attr.main_class)
    if manifest:
        args.add("--deploy_manifest_lines")
        args.add_all(manifest)
    args.add_all(["--normalize", "--exclude_build_data"])
    args.add_all("--sources", jars)
    args.use_param_file("@%s")
    args.set_param_file_format("multiline")
    ctx.actions.run(
        executable = ctx.toolchains["@bazel_tools//tools/jdk:toolchain_type"].java.single_jar,
        arguments = [args],
        inputs = jars,
        outputs = [jar],
        mnemonic = "PerdureJar",
        progress_message = "Packing %{output}",
    )
    return jar

def program(ctx, runtime, jar, archive = None, archive_flag = ""):
    """Writes the launcher.

    Args:
      ctx: the context of the rule.
      runtime: the JDK.
      jar: the program.
      archive: a class archive or AOT cache, perhaps empty.
      archive_flag: the flag for it.

    Returns:
      A DefaultInfo of an executable.
    """
    home = runtime.java_home_runfiles_path
    java = home + "/bin/java"
    launcher = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.expand_template(
        template = ctx.file._launcher,
        output = launcher,
        is_executable = True,
        substitutions = {
            "%{archive}": _archive_lines(ctx, archive, archive_flag) if archive else "",
            "%{flags}": "".join(["  %s \\\n" % shell_quoted(flag) for flag in all_flags(ctx, runtime)]),
            "%{jar}": shell_quoted(runfile(ctx, jar)),
            "%{java}": shell_quoted(java) if java.startswith("/") else '"$files"/' + shell_quoted(_from_root(ctx, java)),
            "%{label}": str(ctx.label),
        },
    )
    runfiles = ctx.runfiles(
        files = [jar] + ([archive] if archive else []) + ctx.files.data,
        transitive_files = runtime.files,
    )
    runfiles = runfiles.merge_all([data[DefaultInfo].default_runfiles for data in ctx.attr.data])
    return DefaultInfo(
        executable = launcher,
        files = depset([launcher]),
        runfiles = runfiles,
    )

def _archive_lines(ctx, archive, flag):
    path = shell_quoted(runfile(ctx, archive))
    return """
# Empty if the JDK would not make one. The JVM ignores it if the jar or the JDK is another one.
if [ -s "$files"/{path} ]; then
  set -- "{flag}$files"/{path} "$@"
fi
""".format(flag = flag, path = path)

def runfile(ctx, file):
    """The path of a file in the folder of the runfiles.

    Args:
      ctx: the context of the rule.
      file: the file.

    Returns:
      A string.
    """
    return _from_root(ctx, file.short_path)

def _from_root(ctx, path):
    return path[len("../"):] if path.startswith("../") else ctx.workspace_name + "/" + path

def shell_quoted(text):
    """One word of a shell's command line.

    Args:
      text: the word.

    Returns:
      The word in quotes.
    """
    return "'" + text.replace("'", "'\\''") + "'"

def _java_program_impl(ctx):
    runtime = java_runtime(ctx)
    return [program(ctx, runtime, single_jar(ctx))]

java_program = rule(
    doc = "A Java program that is no worker, started in the same way.",
    implementation = _java_program_impl,
    attrs = PROGRAM_ATTRS,
    executable = True,
    toolchains = TOOLCHAINS,
)
