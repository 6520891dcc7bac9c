package dev.perdure.worker.contract;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Classes of given places loaded again with nothing else beside them but the JDK: what they do
 * works without any library.
 */
public final class AloneOnTheClassPath implements Closeable {
  private final Loader loader;

  /** Loads from the places of these classes. */
  public AloneOnTheClassPath(Class<?>... classes) {
    loader =
        new Loader(
            Arrays.stream(classes)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new));
  }

  /** Encodes and decodes request 3 with the arguments "a" and "ü", and says what came. */
  public String roundTrip(String protocol) throws ReflectiveOperationException {
    Class<?> codecType = loader.loadClass("dev.perdure.worker.codec.WorkerCodec");
    Class<?> requestType = loader.loadClass("dev.perdure.worker.WorkRequest");
    Class<?> outType = loader.loadClass("dev.perdure.worker.codec.WireOutput");
    Class<?> inType = loader.loadClass("dev.perdure.worker.codec.WireInput");
    Class<?> limitsType = loader.loadClass("dev.perdure.worker.codec.CodecLimits");
    Object codec = ServiceLoader.load(codecType, loader).findFirst().orElseThrow();
    if (!codecType.getMethod("protocol").invoke(codec).equals(protocol)) {
      throw new IllegalStateException("found another protocol than " + protocol);
    }
    Object request =
        requestType.getMethod("of", int.class, List.class).invoke(null, 3, List.of("a", "ü"));
    Object out = outType.getConstructor().newInstance();
    codecType.getMethod("writeRequest", requestType, outType).invoke(codec, request, out);
    byte[] bytes = (byte[]) outType.getMethod("array").invoke(out);
    int size = (int) outType.getMethod("size").invoke(out);
    Object in =
        inType
            .getConstructor(InputStream.class, limitsType)
            .newInstance(
                new ByteArrayInputStream(bytes, 0, size),
                limitsType.getMethod("defaults").invoke(null));
    return String.valueOf(codecType.getMethod("readRequest", inType).invoke(codec, in));
  }

  /** True if the class was loaded. */
  public boolean loaded(String name) {
    return loader.loaded(name);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** Tells what it has loaded. */
  private static final class Loader extends URLClassLoader {
    Loader(URL[] places) {
      super(places, ClassLoader.getPlatformClassLoader());
    }

    boolean loaded(String name) {
      return findLoadedClass(name) != null;
    }
  }
}
