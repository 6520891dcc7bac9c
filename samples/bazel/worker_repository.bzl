"""Brings a worker that another build system makes into the workspace."""

def _worker_repository_impl(ctx):
    workspace = ctx.path(Label("//:WORKSPACE")).dirname
    for name in [ctx.attr.launcher, ctx.attr.launcher + ".jar"]:
        file = ctx.path("%s/%s/%s" % (workspace, ctx.attr.folder, name))
        if not file.exists:
            fail("%s is missing: run mvn package in the folder of the project first" % file)

        # A link: Bazel follows it, sees when the jar changes, and starts new workers then.
        ctx.symlink(file, name)
    ctx.file("BUILD", 'exports_files(["%s", "%s.jar"])\n' % (ctx.attr.launcher, ctx.attr.launcher))

worker_repository = repository_rule(
    doc = "A repository of two files: the script that starts a worker, and the jar beside it.",
    implementation = _worker_repository_impl,
    local = True,
    attrs = {
        "folder": attr.string(
            doc = "Where the two files lie, relative to the folder of WORKSPACE.",
            mandatory = True,
        ),
        "launcher": attr.string(
            doc = "The name of the script; the jar has the same name and .jar.",
            mandatory = True,
        ),
    },
)
