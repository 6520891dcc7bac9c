import org.jspecify.annotations.NullMarked;

/** Job tokens, with which workers and compilers share the machine's cores. */
@NullMarked
module dev.perdure.worker.jobserver {
  requires com.sun.jna;
  requires transitive dev.perdure.worker;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.perdure.worker.jobserver;
}
