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
    groups = {"data": repr(present[1:])}
    library = ctx.path("%s/%s/lib" % (workspace, ctx.attr.folder))
    if library.exists:
        # A thin worker: the jar's manifest names those in this folder.
        ctx.symlink(library, "lib")
        groups["data"] += " + glob([\"lib/*.jar\"])"
    for name, patterns in ctx.attr.groups.items():
        groups[name] = "glob(%s)" % repr(patterns)
    ctx.file("BUILD", "exports_files(%s)\n" % repr(present) + "".join(["""
filegroup(
    name = "%s",
    srcs = %s,
    visibility = ["//visibility:public"],
)
""" % group for group in groups.items()]))

worker_repository = repository_rule(
    doc = "The script that starts a worker, and what lies beside it as the target data: the jar, " +
          "options for its JVM if it has some, and the jars in lib/ if it is thin.",
    implementation = _worker_repository_impl,
    local = True,
    attrs = {
        "folder": attr.string(
            doc = "Where the files lie, relative to the folder of WORKSPACE.",
            mandatory = True,
        ),
        "groups": attr.string_list_dict(
            doc = "Further targets, and the patterns of their files.",
        ),
        "launcher": attr.string(
            doc = "The name of the script; the jar has the same name and .jar.",
            mandatory = True,
        ),
    },
)
