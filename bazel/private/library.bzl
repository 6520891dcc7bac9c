"""How the library's own modules are built."""

load("@rules_java//java:defs.bzl", "java_library")

# The sources need Java 17, whatever --java_language_version says.
JAVACOPTS = [
    "--release",
    "17",
]

def worker_module(name, exclude = [], deps = [], **kwargs):
    """A folder that Maven calls a module.

    Args:
      name: of the folder, and of the target.
      exclude: patterns of sources that are left out.
      deps: what the sources need besides the annotations.
      **kwargs: more attributes of a java_library.
    """
    java_library(
        name = name,
        # On a class path there are no modules.
        srcs = native.glob(
            [name + "/src/main/java/**/*.java"],
            exclude = ["**/module-info.java"] + exclude,
        ),
        javacopts = JAVACOPTS,
        resources = native.glob(
            [name + "/src/main/resources/**"],
            allow_empty = True,
        ),
        visibility = ["//visibility:public"],
        deps = deps + [Label("//bazel/jspecify")],
        **kwargs
    )
