package example.modular;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;

/** Answers with the name of the module that the library's class is in. */
public final class Modular {
  private Modular() {}

  public static void main(String[] args) {
    // Codecs and multiplex are found as services, which modules have to declare.
    System.exit(Worker.of(Modular::work).multiplex().run(args));
  }

  static int work(WorkContext context) {
    System.out.println(Worker.class.getModule().getName());
    return 0;
  }
}
