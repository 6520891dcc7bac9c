"""Java libraries, compiled by javac-worker."""

load("//:perdure_worker.bzl", "PerdureWorkerInfo", "run_worker")

JavacLibraryInfo = provider(
    doc = "What a library needs to compile against another.",
    fields = {"jars": "depset of Files: its own jar and those of all its dependencies."},
)

def _javac_library_impl(ctx):
    jar = ctx.actions.declare_file(ctx.label.name + ".jar")
    class_path = depset(transitive = [dep[JavacLibraryInfo].jars for dep in ctx.attr.deps])

    args = ctx.actions.args()
    args.add(jar, format = "--output-jar=%s")
    args.add_all(ctx.attr.javacopts)
    args.add_joined("-classpath", class_path, join_with = ctx.configuration.host_path_separator)
    args.add_all(ctx.files.srcs)
    run_worker(
        ctx,
        worker = ctx.attr.worker[PerdureWorkerInfo],
        mnemonic = "Javac",
        arguments = args,
        inputs = depset(ctx.files.srcs, transitive = [class_path]),
        outputs = [jar],
        progress_message = "Compiling %s" % ctx.label,
    )
    return [
        DefaultInfo(files = depset([jar])),
        JavacLibraryInfo(jars = depset([jar], transitive = [class_path])),
    ]

javac_library = rule(
    doc = "A jar of classes.",
    implementation = _javac_library_impl,
    attrs = {
        "srcs": attr.label_list(
            doc = "The Java files.",
            allow_files = [".java"],
            mandatory = True,
        ),
        "deps": attr.label_list(
            doc = "Libraries that the sources use.",
            providers = [JavacLibraryInfo],
        ),
        "javacopts": attr.string_list(
            doc = "Options for javac, one a string.",
            default = ["-proc:none", "--release", "17"],
        ),
        "worker": attr.label(
            doc = "The compiler.",
            cfg = "exec",
            default = "//workers:javac_json",
            providers = [PerdureWorkerInfo],
        ),
    },
)
