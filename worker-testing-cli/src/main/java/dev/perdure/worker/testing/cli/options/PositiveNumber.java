package dev.perdure.worker.testing.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that is a count or a number of seconds: at least 1. */
public final class PositiveNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + value + "' is not an int");
    }
    if (number < 1) {
      throw new TypeConversionException("must be 1 or more: " + number);
    }
    return number;
  }
}
