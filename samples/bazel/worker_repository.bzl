"""Brings a worker that another build system makes into the workspace."""

def _worker_repository_impl(ctx):
    workspace = ctx.path(Label("//:WORKSPACE")).dirname
    present = []
    for ending in ["", ".jar", ".options"]:
        name = ctx.attr.launcher + ending
        file = ctx.path("%s/%s/%s" % (workspace, ctx.attr.folder, name))
        if file.exists:
            # A link: Bazel follows it, sees when the jar changes, and starts new workers then.
            ctx.symlink(file, name)
            present.append(name)
        elif ending != ".options":
            fail("%s is missing: run mvn package in the folder of the project first" % file)
    ctx.file("BUILD", """exports_files(%s)

filegroup(
    name = "data",
    srcs = %s,
    visibility = ["//visibility:public"],
)
""" % (repr(present), repr(present[1:])))

worker_repository = repository_rule(
    doc = "The script that starts a worker, and what lies beside it as the target data: the jar, and " +
          "options for its JVM if it has some.",
    implementation = _worker_repository_impl,
    local = True,
    attrs = {
        "folder": attr.string(
            doc = "Where the files lie, relative to the folder of WORKSPACE.",
            mandatory = True,
        ),
        "launcher": attr.string(
            doc = "The name of the script; the jar has the same name and .jar.",
            mandatory = True,
        ),
    },
)
