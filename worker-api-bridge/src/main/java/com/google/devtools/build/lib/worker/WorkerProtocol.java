package com.google.devtools.build.lib.worker;

import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the worker protocol, with the methods of the official library's that name no type
 * of protobuf. Messages are immutable and thread-safe, builders are not; nulls are refused.
 */
public final class WorkerProtocol {
  private WorkerProtocol() {}

  /** An input file of a request. */
  public static final class Input {
    private static final Input DEFAULT =
        new Input(new dev.perdure.worker.Input("", dev.perdure.worker.Digest.empty()));

    private final dev.perdure.worker.Input content;

    Input(dev.perdure.worker.Input content) {
      this.content = content;
    }

    /** An input without path and digest. */
    public static Input getDefaultInstance() {
      return DEFAULT;
    }

    /** A builder of an input without path and digest. */
    public static Builder newBuilder() {
      return DEFAULT.toBuilder();
    }

    /** A builder that begins with {@code prototype}. */
    public static Builder newBuilder(Input prototype) {
      return prototype.toBuilder();
    }

    /** A builder that begins with this. */
    public Builder toBuilder() {
      return new Builder(this);
    }

    /** The path relative to the execution root, without the sandbox directory. */
    public String getPath() {
      return content.path();
    }

    /** The digest of the contents: the same bytes in JSON and in proto. */
    public InputDigest getDigest() {
      return new InputDigest(content.digest());
    }

    dev.perdure.worker.Input content() {
      return content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Input input && content.equals(input.content);
    }

    @Override
    public int hashCode() {
      return content.hashCode();
    }

    @Override
    public String toString() {
      return content.toString();
    }

    /** Makes an input. */
    public static final class Builder {
      private String path;
      private InputDigest digest;

      private Builder(Input start) {
        path = start.getPath();
        digest = start.getDigest();
      }

      public String getPath() {
        return path;
      }

      public Builder setPath(String value) {
        path = Objects.requireNonNull(value, "path");
        return this;
      }

      public InputDigest getDigest() {
        return digest;
      }

      public Builder setDigest(InputDigest value) {
        digest = Objects.requireNonNull(value, "digest");
        return this;
      }

      public Input build() {
        return new Input(new dev.perdure.worker.Input(path, digest.content()));
      }
    }
  }

  /** A message from the client: work to do, or the cancellation of work. */
  public static final class WorkRequest {
    private static final WorkRequest DEFAULT =
        new WorkRequest(dev.perdure.worker.WorkRequest.of(0, List.of()));

    private final dev.perdure.worker.WorkRequest content;

    /** Made when first asked for: most workers never are, and there can be thousands. */
    private @Nullable List<Input> inputs;

    WorkRequest(dev.perdure.worker.WorkRequest content) {
      this.content = content;
    }

    /** A request without anything. */
    public static WorkRequest getDefaultInstance() {
      return DEFAULT;
    }

    /** A builder of a request without anything. */
    public static Builder newBuilder() {
      return DEFAULT.toBuilder();
    }

    /** A builder that begins with {@code prototype}. */
    public static Builder newBuilder(WorkRequest prototype) {
      return prototype.toBuilder();
    }

    /**
     * The next message of {@code in} in proto, which comes after its length; reads nothing behind
     * it.
     *
     * @return null at the end of the stream
     * @throws IOException if it can't be read, or if what comes is no whole message
     */
    public static @Nullable WorkRequest parseDelimitedFrom(InputStream in) throws IOException {
      WireInput message = DelimitedMessages.next(in);
      dev.perdure.worker.WorkRequest request = new ProtoWorkerCodec().readRequest(message);
      return request == null ? null : new WorkRequest(request);
    }

    /** Writes this in proto, after its length. */
    public void writeDelimitedTo(OutputStream out) throws IOException {
      WireOutput message = new WireOutput();
      new ProtoWorkerCodec().writeRequest(content, message);
      message.writeTo(out);
    }

    /** A builder that begins with this. */
    public Builder toBuilder() {
      return new Builder(this);
    }

    /** The arguments as the client has sent them. */
    public List<String> getArgumentsList() {
      return content.arguments();
    }

    public int getArgumentsCount() {
      return content.arguments().size();
    }

    public String getArguments(int index) {
      return content.arguments().get(index);
    }

    /** The files that the action may read, in the client's order. */
    public List<Input> getInputsList() {
      List<Input> all = inputs;
      if (all == null) {
        all = content.inputs().stream().map(Input::new).toList();
        inputs = all;
      }
      return all;
    }

    public int getInputsCount() {
      return content.inputs().size();
    }

    public Input getInputs(int index) {
      return new Input(content.inputs().get(index));
    }

    /** The id of the request; 0 for singleplex. */
    public int getRequestId() {
      return content.requestId();
    }

    /** True if this cancels the request of its id, and carries no work. */
    public boolean getCancel() {
      return content.cancel();
    }

    /** How much to log; Bazel sends 10 with {@code --worker_verbose}, else 0. */
    public int getVerbosity() {
      return content.verbosity();
    }

    /** Where the paths of the request are rooted, relative to the working directory; or empty. */
    public String getSandboxDir() {
      return content.sandboxDir();
    }

    dev.perdure.worker.WorkRequest content() {
      return content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WorkRequest request && content.equals(request.content);
    }

    @Override
    public int hashCode() {
      return content.hashCode();
    }

    @Override
    public String toString() {
      return content.toString();
    }

    /** Makes a request. */
    public static final class Builder {
      private final List<String> arguments;
      private final List<Input> inputs;
      private int requestId;
      private boolean cancel;
      private int verbosity;
      private String sandboxDir;

      private Builder(WorkRequest start) {
        arguments = new ArrayList<>(start.getArgumentsList());
        inputs = new ArrayList<>(start.getInputsList());
        requestId = start.getRequestId();
        cancel = start.getCancel();
        verbosity = start.getVerbosity();
        sandboxDir = start.getSandboxDir();
      }

      public List<String> getArgumentsList() {
        return List.copyOf(arguments);
      }

      public Builder addArguments(String value) {
        arguments.add(Objects.requireNonNull(value, "argument"));
        return this;
      }

      public Builder addAllArguments(Iterable<String> values) {
        values.forEach(this::addArguments);
        return this;
      }

      public Builder setArguments(int index, String value) {
        arguments.set(index, Objects.requireNonNull(value, "argument"));
        return this;
      }

      public Builder clearArguments() {
        arguments.clear();
        return this;
      }

      public List<Input> getInputsList() {
        return List.copyOf(inputs);
      }

      public Builder addInputs(Input value) {
        inputs.add(Objects.requireNonNull(value, "input"));
        return this;
      }

      public Builder addInputs(Input.Builder value) {
        return addInputs(value.build());
      }

      public Builder addAllInputs(Iterable<? extends Input> values) {
        values.forEach(this::addInputs);
        return this;
      }

      public Builder clearInputs() {
        inputs.clear();
        return this;
      }

      public int getRequestId() {
        return requestId;
      }

      public Builder setRequestId(int value) {
        requestId = value;
        return this;
      }

      public boolean getCancel() {
        return cancel;
      }

      public Builder setCancel(boolean value) {
        cancel = value;
        return this;
      }

      public int getVerbosity() {
        return verbosity;
      }

      public Builder setVerbosity(int value) {
        verbosity = value;
        return this;
      }

      public String getSandboxDir() {
        return sandboxDir;
      }

      public Builder setSandboxDir(String value) {
        sandboxDir = Objects.requireNonNull(value, "sandboxDir");
        return this;
      }

      public WorkRequest build() {
        return new WorkRequest(
            new dev.perdure.worker.WorkRequest(
                arguments,
                inputs.stream().map(Input::content).toList(),
                requestId,
                cancel,
                verbosity,
                sandboxDir));
      }
    }
  }

  /** The answer to one request. */
  public static final class WorkResponse {
    private static final WorkResponse DEFAULT =
        new WorkResponse(dev.perdure.worker.WorkResponse.of(0, 0, ""));

    private final dev.perdure.worker.WorkResponse content;

    WorkResponse(dev.perdure.worker.WorkResponse content) {
      this.content = content;
    }

    /** The answer to request 0 of success without output. */
    public static WorkResponse getDefaultInstance() {
      return DEFAULT;
    }

    /** A builder of the answer to request 0 of success without output. */
    public static Builder newBuilder() {
      return DEFAULT.toBuilder();
    }

    /** A builder that begins with {@code prototype}. */
    public static Builder newBuilder(WorkResponse prototype) {
      return prototype.toBuilder();
    }

    /** As {@link WorkRequest#parseDelimitedFrom}, for an answer. */
    public static @Nullable WorkResponse parseDelimitedFrom(InputStream in) throws IOException {
      WireInput message = DelimitedMessages.next(in);
      dev.perdure.worker.WorkResponse response = new ProtoWorkerCodec().readResponse(message);
      return response == null ? null : new WorkResponse(response);
    }

    /** Writes this in proto, after its length. */
    public void writeDelimitedTo(OutputStream out) throws IOException {
      WireOutput message = new WireOutput();
      new ProtoWorkerCodec().writeResponse(content, message);
      message.writeTo(out);
    }

    /** A builder that begins with this. */
    public Builder toBuilder() {
      return new Builder(this);
    }

    public int getExitCode() {
      return content.exitCode();
    }

    public String getOutput() {
      return content.output();
    }

    public int getRequestId() {
      return content.requestId();
    }

    public boolean getWasCancelled() {
      return content.wasCancelled();
    }

    dev.perdure.worker.WorkResponse content() {
      return content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WorkResponse response && content.equals(response.content);
    }

    @Override
    public int hashCode() {
      return content.hashCode();
    }

    @Override
    public String toString() {
      return content.toString();
    }

    /** Makes an answer. */
    public static final class Builder {
      private int exitCode;
      private String output;
      private int requestId;
      private boolean wasCancelled;

      private Builder(WorkResponse start) {
        exitCode = start.getExitCode();
        output = start.getOutput();
        requestId = start.getRequestId();
        wasCancelled = start.getWasCancelled();
      }

      public int getExitCode() {
        return exitCode;
      }

      public Builder setExitCode(int value) {
        exitCode = value;
        return this;
      }

      public String getOutput() {
        return output;
      }

      public Builder setOutput(String value) {
        output = Objects.requireNonNull(value, "output");
        return this;
      }

      public int getRequestId() {
        return requestId;
      }

      public Builder setRequestId(int value) {
        requestId = value;
        return this;
      }

      public boolean getWasCancelled() {
        return wasCancelled;
      }

      public Builder setWasCancelled(boolean value) {
        wasCancelled = value;
        return this;
      }

      public WorkResponse build() {
        return new WorkResponse(
            new dev.perdure.worker.WorkResponse(exitCode, output, requestId, wasCancelled));
      }
    }
  }
}
