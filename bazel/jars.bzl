"""The files that some targets need, from a Maven repository.

Their names and digests are fixed, so nothing depends on which repository it is: `PERDURE_MAVEN_REPOSITORY` in the
environment names its URL, and without that it is the one in the home directory, which Maven fills. `bazel build
--distdir=FOLDER` takes them from a folder instead.
"""

# The same versions as in pom.xml; a test compares them.
_FILES = {
    "asm": (
        "org/ow2/asm/asm/9.9/asm-9.9.jar",
        "03d99a74ad1ee5c71334ef67437f4ef4fe3488caa7c96d8645abc73c8e2017d4",
    ),
    "gson": (
        "com/google/code/gson/gson/2.15.0/gson-2.15.0.jar",
        "96d3dd843dc2911de01cdabcd50064cb9e860353102a0a78c96fd833d396fc7d",
    ),
    "jna": (
        "net/java/dev/jna/jna/5.17.0/jna-5.17.0.jar",
        "b3a9408e7c51e08ef0e3bfcc08f443f6ec0f6191ba8cd7c18d53d2b22e5bdbc0",
    ),
    "picocli": (
        "info/picocli/picocli/4.7.7/picocli-4.7.7.jar",
        "f86e30fffd10d2b13b8caa8d4b237a7ee61f2ffccf5b1941de718b765d235bf8",
    ),
    "zstd": (
        "com/github/luben/zstd-jni/1.5.7-9/zstd-jni-1.5.7-9.jar",
        "087d02f39a46ab79b18f883ac7c3a3d6c2df1fd3bf7eaafeade699e0743d0dbe",
    ),
}

def _maven_file_impl(ctx):
    repository = ctx.os.environ.get("PERDURE_MAVEN_REPOSITORY", "")
    if not repository:
        repository = "file://" + ctx.os.environ.get("HOME", "") + "/.m2/repository"
    name = ctx.attr.path.split("/")[-1]
    result = ctx.download(
        allow_fail = True,
        output = "file/" + name,
        sha256 = ctx.attr.sha256,
        url = repository.rstrip("/") + "/" + ctx.attr.path,
    )
    if not result.success:
        fail(("%s can't be fetched from %s: name a Maven repository by --repo_env=PERDURE_MAVEN_REPOSITORY=URL, " +
              "or a folder that has the file by --distdir=FOLDER") % (name, repository))
    ctx.file(
        "file/BUILD.bazel",
        'filegroup(name = "file", srcs = ["%s"], visibility = ["//visibility:public"])\n' % name,
    )

_maven_file = repository_rule(
    implementation = _maven_file_impl,
    attrs = {
        "path": attr.string(mandatory = True),
        "sha256": attr.string(mandatory = True),
    },
    environ = [
        "HOME",
        "PERDURE_MAVEN_REPOSITORY",
    ],
)

def _jars_impl(_ctx):
    for name, (path, sha256) in _FILES.items():
        _maven_file(
            name = "perdure_" + name,
            path = path,
            sha256 = sha256,
        )

jars = module_extension(implementation = _jars_impl)
