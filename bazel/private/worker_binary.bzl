"""Workers in Java."""

load(":info.bzl", "CAPABILITIES", "PerdureWorkerInfo", "worker_info")
load(
    ":program.bzl",
    "PROGRAM_ATTRS",
    "TOOLCHAINS",
    "all_flags",
    "java_runtime",
    "program",
    "single_jar",
)

# The first JDK that makes an AOT cache in one step.
_AOT_SINCE = 25

# The ending of the file, the flag that uses it, and the flag that makes it.
_KINDS = {
    "aot": ("aot", "-XX:AOTCache=", "-XX:AOTCacheOutput="),
    "cds": ("jsa", "-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit="),
}

def _kind(ctx, version):
    kind = ctx.attr.archive
    if kind in _KINDS and not ctx.file.training:
        fail("archive = \"%s\" needs requests to learn from: set training" % kind)
    if kind == "aot" and version < _AOT_SINCE:
        fail("archive = \"aot\" needs a JDK %d or newer, but Bazel is configured for %d; say \"auto\" or \"cds\"" % (_AOT_SINCE, version))
    if kind == "aot" and ctx.attr.exit_trap:
        fail("archive = \"aot\" does not go with exit_trap: JDK 25 crashes; say \"auto\" or \"cds\"")
    if kind == "auto" and ctx.file.training:
        return "aot" if version >= _AOT_SINCE and not ctx.attr.exit_trap else "cds"
    return kind

def _make_archive(ctx, runtime, jar, kind):
    ending, use, make = _KINDS[kind]
    archive = ctx.actions.declare_file("%s.%s" % (ctx.label.name, ending))
    args = ctx.actions.args()
    args.add_all([ctx.file.training, ctx.attr.protocol, make, use, archive])
    args.add(runtime.java_executable_exec_path)
    args.add_all(all_flags(ctx, runtime))
    args.add("-jar", jar)
    ctx.actions.run(
        executable = ctx.attr.archiver[DefaultInfo].files_to_run,
        arguments = [args],
        inputs = depset([ctx.file.training, jar] + ctx.files.data, transitive = [runtime.files]),
        outputs = [archive],
        mnemonic = "PerdureArchive",
        progress_message = "Training %{label}",
        # The JVM compares where the jar was, and when it was changed, with where it is.
        execution_requirements = {
            "no-remote-exec": "1",
            "no-sandbox": "1",
        },
    )
    return archive

def _perdure_worker_binary_impl(ctx):
    runtime = java_runtime(ctx)
    jar = single_jar(ctx, ["Launcher-Agent-Class: dev.perdure.worker.exit.ExitTrapAgent"] if ctx.attr.exit_trap else [])
    kind = _kind(ctx, runtime.version)
    info = worker_info(ctx.attr)
    if kind not in _KINDS or not ctx.file.training:
        return [program(ctx, runtime, jar), info]
    archive = _make_archive(ctx, runtime, jar, kind)
    return [
        program(ctx, runtime, jar, archive, _KINDS[kind][1]),
        info,
        OutputGroupInfo(archive = depset([archive]), jar = depset([jar])),
    ]

_perdure_worker_binary = rule(
    doc = "A worker in Java: one jar with all its libraries, a launcher, and a class archive or AOT cache.",
    implementation = _perdure_worker_binary_impl,
    attrs = PROGRAM_ATTRS | CAPABILITIES | {
        "exit_trap": attr.bool(
            doc = "`System.exit` of the tool ends its request, not the worker.",
        ),
        "training": attr.label(
            doc = "A file as the conformance kit reads it. To make the archive, the worker is started and must answer the file's requests under " +
                  "the key `work`, with the exit codes that the file says. The classes that it has loaded by then go into the archive.",
            allow_single_file = [".json"],
        ),
        "archive": attr.string(
            doc = "`aot` is an AOT cache, which needs JDK 25 or newer and no `exit_trap`; `cds` is a class archive, which every JDK can have; `auto` is " +
                  "the better of the two that is possible. `aot` and `cds` need `training`; without it, `auto` makes no archive. `none` never does.",
            default = "auto",
            values = ["auto", "cds", "aot", "none"],
        ),
        "archiver": attr.label(
            cfg = "exec",
            executable = True,
        ),
    },
    executable = True,
    provides = [PerdureWorkerInfo],
    toolchains = TOOLCHAINS,
)

def perdure_worker_binary(name, deps, exit_trap = False, training = None, archive = "auto", **kwargs):
    """A worker in Java.

    Args:
      name: of the target, and of the program.
      deps: the Java libraries of the worker.
      exit_trap: whether `System.exit` of the tool ends its request, not the worker.
      training: a file as the conformance kit reads it, with the requests that the archive is made by.
      archive: what makes the start faster: `auto`, `cds`, `aot` or `none`.
      **kwargs: all other attributes: `main_class`, `jvm_flags`, `data`, `protocol`, `multiplex`, `multiplex_sandboxing`,
        `cancellation`, `worker_key_mnemonic` and those of every target.
    """
    _perdure_worker_binary(
        name = name,
        # Not an attribute's default: without training nobody needs to build the kit.
        archiver = Label("//bazel/archive") if training and archive != "none" else None,
        archive = archive,
        deps = deps + ([Label("//:worker-exit-trap")] if exit_trap else []),
        exit_trap = exit_trap,
        training = training,
        **kwargs
    )
