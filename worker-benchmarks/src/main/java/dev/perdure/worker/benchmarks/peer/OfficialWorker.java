package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A worker that does nothing by the official Java library, which is published in no other way than
 * inside of Bazel's Java tools: by reflection, since nothing here can be compiled against it.
 * Argument: the protocol.
 */
public final class OfficialWorker {
  private static final String PACKAGE = "com.google.devtools.build.lib.worker.";

  private OfficialWorker() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    // What its workers are told to do: a handler that prints must not print into an answer.
    PrintStream out = System.out;
    System.setOut(System.err);
    BiFunction<List<String>, PrintWriter, Integer> handler = (arguments, printed) -> 0;
    Class<?> processor = Class.forName(PACKAGE + "WorkRequestHandler$WorkerMessageProcessor");
    Class<?> builder = Class.forName(PACKAGE + "WorkRequestHandler$WorkRequestHandlerBuilder");
    Object worker =
        builder
            .getMethod("build")
            .invoke(
                builder
                    .getConstructor(BiFunction.class, PrintStream.class, processor)
                    .newInstance(
                        handler,
                        System.err,
                        args[0].equals("json") ? json(System.in, out) : proto(System.in, out)));
    worker.getClass().getMethod("processRequests").invoke(worker);
  }

  private static Object proto(InputStream in, OutputStream out)
      throws ReflectiveOperationException {
    return Class.forName(PACKAGE + "ProtoWorkerMessageProcessor")
        .getConstructor(InputStream.class, OutputStream.class)
        .newInstance(in, out);
  }

  private static Object json(InputStream in, OutputStream out) throws ReflectiveOperationException {
    Class<?> reader = Class.forName("com.google.gson.stream.JsonReader");
    Reader text = new InputStreamReader(in, UTF_8);
    Writer written = new OutputStreamWriter(out, UTF_8);
    return Class.forName(PACKAGE + "JsonWorkerMessageProcessor")
        .getConstructor(reader, BufferedWriter.class)
        .newInstance(
            reader.getConstructor(Reader.class).newInstance(text), new BufferedWriter(written));
  }
}
