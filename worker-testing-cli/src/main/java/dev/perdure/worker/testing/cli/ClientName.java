package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.Client;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A client by its name on the command line. */
final class ClientName implements ITypeConverter<Client> {
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

  static List<String> words() {
    return Arrays.stream(Client.values()).map(Client::word).toList();
  }

  /** The names, for help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }
  }
}
