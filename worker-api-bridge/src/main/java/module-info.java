import org.jspecify.annotations.NullMarked;

/**
 * The API of Bazel's official worker library for Java, with this library's runtime behind it.
 * Stands in the place of the official library, never beside it: both have the same package.
 */
@NullMarked
module dev.perdure.worker.api.bridge {
  requires dev.perdure.worker;
  requires dev.perdure.worker.json;
  requires dev.perdure.worker.multiplex;
  requires dev.perdure.worker.proto;
  requires static com.google.gson;
  requires static org.jspecify;

  exports com.google.devtools.build.lib.worker;
}
