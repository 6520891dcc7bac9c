"""Java, Kotlin and Scala libraries, compiled by javac-worker, kotlinc-worker and scalac-worker."""

load("//:perdure_worker.bzl", "PerdureWorkerInfo", "run_worker")

JvmLibraryInfo = provider(
    doc = "What a library needs to compile against another.",
    fields = {"jars": "depset of Files: its own jar and those of all its dependencies."},
)

def _library(ctx, mnemonic, options, output):
    """Compiles with the rule's own options, of which the last ones say where the jar goes, as in `output`."""
    jar = ctx.actions.declare_file(ctx.label.name + ".jar")
    class_path = depset(
        ctx.files._standard_library,
        transitive = [dep[JvmLibraryInfo].jars for dep in ctx.attr.deps],
    )

    args = ctx.actions.args()
    args.add_all(ctx.attr.options)
    args.add_all(options)
    args.add(jar, format = output)
    args.add_joined("-classpath", class_path, join_with = ctx.configuration.host_path_separator)
    args.add_all(ctx.files.srcs)
    run_worker(
        ctx,
        worker = ctx.attr.worker[PerdureWorkerInfo],
        mnemonic = mnemonic,
        arguments = args,
        inputs = depset(ctx.files.srcs, transitive = [class_path]),
        outputs = [jar],
        progress_message = "Compiling %s" % ctx.label,
    )
    return [
        DefaultInfo(files = depset([jar])),
        JvmLibraryInfo(jars = depset([jar], transitive = [class_path])),
    ]

def _javac_library_impl(ctx):
    return _library(ctx, "Javac", [], "--output-jar=%s")

def _kotlin_library_impl(ctx):
    # The standard library comes with the class path, as an input like all others.
    return _library(ctx, "Kotlinc", ["-no-stdlib", "-no-reflect", "-d"], "%s")

def _scala_library_impl(ctx):
    return _library(ctx, "Scalac", ["-color", "never", "-d"], "%s")

def _attributes(suffix, worker, options = [], standard_library = None):
    return {
        "srcs": attr.label_list(
            doc = "The sources.",
            allow_files = [suffix],
            mandatory = True,
        ),
        "deps": attr.label_list(
            doc = "Libraries that the sources use.",
            providers = [JvmLibraryInfo],
        ),
        "options": attr.string_list(
            doc = "Options of the compiler, one a string.",
            default = options,
        ),
        "worker": attr.label(
            doc = "The compiler.",
            cfg = "exec",
            default = "//workers:" + worker,
            providers = [PerdureWorkerInfo],
        ),
        "_standard_library": attr.label(
            allow_files = True,
            default = standard_library,
        ),
    }

javac_library = rule(
    doc = "A jar of classes.",
    implementation = _javac_library_impl,
    attrs = _attributes(".java", "javac_json", ["-proc:none", "--release", "17"]),
)

kotlin_library = rule(
    doc = "A jar of classes.",
    implementation = _kotlin_library_impl,
    attrs = _attributes(".kt", "kotlinc", standard_library = "@kotlinc_worker//:standard_library"),
)

scala_library = rule(
    doc = "A jar of classes.",
    implementation = _scala_library_impl,
    attrs = _attributes(".scala", "scalac", standard_library = "@scalac_worker//:standard_library"),
)
