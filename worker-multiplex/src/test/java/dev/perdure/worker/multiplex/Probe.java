package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;

/**
 * Prints all that a program can see of its class path. As a program it tells what is right; {@link
 * ProbeTool} must print the same.
 */
public final class Probe {
  private Probe() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    report(List.of(args), out);
  }

  /** Arguments: {@code class:NAME}, {@code resource:NAME} and {@code service:NAME}. */
  static void report(List<String> things, PrintStream out) throws Exception {
    out.println(Probe.class.desiredAssertionStatus());
    out.println(new Throwable("where").getStackTrace()[0]);
    Thread thread = new Thread(() -> out.println(context() == Probe.class.getClassLoader()));
    thread.start();
    thread.join();
    for (String thing : things) {
      out.println("== " + thing);
      String name = thing.substring(thing.indexOf(':') + 1);
      switch (thing.substring(0, thing.indexOf(':'))) {
        case "class" -> type(name, out);
        case "resource" -> resource(name, out);
        default -> services(Class.forName(name), out);
      }
    }
    List<String> tools =
        ServiceLoader.load(ToolProvider.class).stream().map(each -> each.get().name()).toList();
    out.println(tools.stream().sorted().toList());
  }

  private static ClassLoader context() {
    return Thread.currentThread().getContextClassLoader();
  }

  private static void type(String name, PrintStream out) {
    try {
      Class<?> type = Class.forName(name);
      Package its = type.getPackage();
      out.println(type + " in " + its.getName());
      out.println(its.getSpecificationTitle() + " " + its.getSpecificationVersion());
      out.println(its.getSpecificationVendor() + " " + its.getImplementationVendor());
      out.println(its.getImplementationTitle() + " " + its.getImplementationVersion());
      out.println("sealed " + its.isSealed() + " named " + type.getModule().getName());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      out.println(source == null ? "of the JDK" : source.getLocation());
      Certificate[] certificates = source == null ? null : source.getCertificates();
      out.println("signed " + (certificates == null ? 0 : certificates.length));
      if (Supplier.class.isAssignableFrom(type)) {
        out.println(((Supplier<?>) type.getDeclaredConstructor().newInstance()).get());
      }
    } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
      out.println(e.toString().replace("already loaded", "already defined")); // Loaders differ.
    }
  }

  private static void resource(String name, PrintStream out) throws Exception {
    ClassLoader loader = Probe.class.getClassLoader();
    URL first = loader.getResource(name);
    out.println(first);
    for (URL each : Collections.list(loader.getResources(name))) {
      out.println(each + " " + each.getPath() + " " + each.getRef() + " " + each.getQuery());
      open(each, out);
    }
    try (InputStream in = loader.getResourceAsStream(name)) {
      out.println(in == null ? "none" : digest(in.readAllBytes()));
    }
    if (first != null) {
      URL same = new URL(first.toString());
      out.println(first.equals(same) + " " + same.equals(first));
      out.println(first.hashCode() == same.hashCode());
      for (String spec : List.of("beside.txt", "../x", "/root.txt", "#ref", "./a/./b", "?q")) {
        out.println(new URL(first, spec));
      }
    }
  }

  private static void open(URL url, PrintStream out) throws IOException {
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection inJar) {
      out.println(inJar.getEntryName() + " " + inJar.getJarFileURL());
      out.println(inJar.getMainAttributes() != null && inJar.getMainAttributes().isEmpty());
      out.println(inJar.getAttributes() == null ? "none" : inJar.getAttributes().size());
    }
    try (InputStream in = connection.getInputStream()) {
      out.println(digest(in.readAllBytes()));
    }
    out.println(connection.getContentLength() + " " + connection.getContentType());
    out.println(connection.getLastModified());
  }

  private static String digest(byte[] content) {
    return content.length + " " + new String(content, StandardCharsets.ISO_8859_1).hashCode();
  }

  private static void services(Class<?> service, PrintStream out) {
    for (Object each : ServiceLoader.load(service)) {
      out.println(each.getClass().getName());
    }
  }
}
