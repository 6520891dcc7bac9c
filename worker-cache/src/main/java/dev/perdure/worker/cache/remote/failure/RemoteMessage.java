package dev.perdure.worker.cache.remote.failure;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every message of the remote cache, with the id under which it is explained. */
public enum RemoteMessage {
  CACHE_AWAY("the remote cache % is not used for now, all is made here: %"),
  CACHE_BACK("the remote cache % is used again"),
  CERTIFICATES_UNREADABLE("no certificates can be read from %: %"),
  COMPRESSION_MISSING("compression needs com.github.luben:zstd-jni on the class path"),
  CREDENTIALS_IN_URL(
      "the URL of the remote cache holds a password, which every user of this machine can read in"
          + " the list of processes: use a netrc file or an environment variable"),
  CREDENTIALS_MISSING("expected user:password in environment variable %, which is %"),
  ENTRY_CORRUPT("what the remote cache has for % is not used: %"),
  ENTRY_DIFFERS(
      "action % is not deterministic: the remote cache keeps another result for it (first in %)"),
  NETRC_UNREADABLE("the netrc file % can't be read: %"),
  NOT_PUBLISHED("the result of action % is not published: %"),
  SUMMARY("remote cache: % hits, % misses, % published, % not published, % corrupt, % failures"),
  URL_UNUSABLE("expected http://HOST[:PORT][/PATH] or https:// as remote cache, found %");

  private final String template;

  RemoteMessage(String template) {
    this.template = template;
  }

  /** The stable name under which the troubleshooting page explains this message. */
  String id() {
    return "remote-" + MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  public String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
