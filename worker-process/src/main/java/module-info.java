import org.jspecify.annotations.NullMarked;

/** A bounded pool of background tool processes, for tools that are not written in Java. */
@NullMarked
module dev.perdure.worker.process {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.process;
}
