import org.jspecify.annotations.NullMarked;

/**
 * The exit trap: {@code System.exit} of a tool ends its request, not the worker.
 *
 * <p>As an agent for whole workers, and as a function for class loaders that isolate a tool.
 */
@NullMarked
module dev.perdure.worker.exit {
  requires dev.perdure.worker;
  requires transitive java.instrument;
  requires org.objectweb.asm;
  requires static org.jspecify;

  exports dev.perdure.worker.exit;
}
