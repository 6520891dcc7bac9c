import org.jspecify.annotations.NullMarked;

/** Caches for workers, keyed by the digests of what a value was made from. */
@NullMarked
module dev.perdure.worker.cache {
  requires dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.cache;
}
