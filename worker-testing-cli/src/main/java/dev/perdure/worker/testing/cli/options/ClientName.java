package dev.perdure.worker.testing.cli.options;

import dev.perdure.worker.testing.Client;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A client by its name on the command line. */
public final class ClientName implements ITypeConverter<Client> {
  @Override
  public Client convert(String value) {
    return Arrays.stream(Client.values())
        .filter(client -> client.word().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + String.join(", ", words()) + ", got " + value));
  }

  public static List<String> words() {
    return Arrays.stream(Client.values()).map(Client::word).toList();
  }

  /** The names, for help. */
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }
  }
}
