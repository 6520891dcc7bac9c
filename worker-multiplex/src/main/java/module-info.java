import dev.perdure.worker.multiplex.Multiplex;
import org.jspecify.annotations.NullMarked;

/** Multiplex dispatch: many requests at once, bounded and cancellable. */
@NullMarked
module dev.perdure.worker.multiplex {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.multiplex;

  provides dev.perdure.worker.Dispatch with
      Multiplex;
}
