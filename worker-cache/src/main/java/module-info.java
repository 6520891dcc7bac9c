import org.jspecify.annotations.NullMarked;

/** Caches for workers, keyed by the digests of the inputs that a value was made from. */
@NullMarked
module dev.perdure.worker.cache {
  requires transitive dev.perdure.worker;
  requires java.net.http;
  requires static com.github.luben.zstd_jni;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.perdure.worker.cache;
  exports dev.perdure.worker.cache.remote;
}
