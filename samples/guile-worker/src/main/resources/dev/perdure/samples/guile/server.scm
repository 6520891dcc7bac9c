;;; A `guild compile' that stops before its first file, and compiles each request's in a fork.
;;;
;;; This stands in the place of the module (scripts compile), in a folder of GUILE_LOAD_COMPILED_PATH.
;;; guild loads it, it loads the real module and replaces its entry.  So a fork is what a new guild is at
;;; that moment: it has loaded the same modules, by the same calls, with the same stack below, the same
;;; counter of gensym.  Nothing but the core may be used here, since guild has nothing else by then, and
;;; nothing may be defined outside of this `let', which would be seen.
;;;
;;;   guild compile LEVEL GUILD
;;;
;;; LEVEL is the optimization level whose compiler is loaded before the first request, as guild does before it
;;; looks at the files; `usual' if the arguments name none.  With anything else no compiler is.  GUILD is the
;;; program that compiles where a fork would not be the same.

(let ()
  ;; A collection would start a thread, and a process that has had one is no new guild: so none is done here,
  ;; only in forks.
  (gc-disable)

  ;; Where what must be out of the way of the files that a compilation opens begins.
  (define first-descriptor 100)

  ;; What this process is started with, and no compilation sees.
  (define own-variables
    '("GUILE_LOAD_PATH" "GUILE_LOAD_COMPILED_PATH" "GC_INITIAL_HEAP_SIZE" "GC_MARKERS"))

  ;; What Guile loads without a record of it.
  (define boot-files
    '("ice-9/boot-9" "ice-9/eval" "ice-9/psyntax-pp" "ice-9/quasisyntax" "ice-9/posix" "ice-9/networking"))

  ;; Messages: fields `LENGTH:NAME=VALUE\n', ended by an empty one.  A character is a byte of the stream.

  (define (read-length port)
    "The number before the colon, or #f at the end of the input."
    (let loop ((length 0))
      (let ((char (read-char port)))
        (cond ((eof-object? char) #f)
              ((char=? char #\:) length)
              (else (loop (+ (* 10 length) (- (char->integer char) (char->integer #\0)))))))))

  (define (read-line-of port length)
    "So many characters, without the newline that follows; or #f at the end of the input."
    (let ((line (make-string length)))
      (let loop ((i 0))
        (let ((char (read-char port)))
          (cond ((eof-object? char) #f)
                ((= i length) line)
                (else (string-set! line i char)
                      (loop (1+ i))))))))

  (define (read-message port)
    "The fields as pairs of strings, or #f at the end of the input."
    (let loop ((fields '()))
      (let* ((length (read-length port))
             (line (and length (read-line-of port length))))
        (cond ((not line) #f)
              ((zero? length) (reverse fields))
              (else (loop (cons (name-and-value (decoded line)) fields)))))))

  (define (decoded bytes)
    "The text that BYTES, a string of them, are in UTF-8."
    (if (string-every (lambda (char) (char<? char #\x80)) bytes)
        bytes
        (let ((channel (pipe)))
          (let ((from (car channel)) (to (cdr channel)))
            (set-port-encoding! to "ISO-8859-1")
            (set-port-encoding! from "UTF-8")
            (display bytes to)
            (close-port to)
            (let loop ((chars '()))
              (let ((char (read-char from)))
                (if (eof-object? char)
                    (begin (close-port from)
                           (reverse-list->string chars))
                    (loop (cons char chars)))))))))

  (define (name-and-value line)
    (let ((equals (string-index line #\=)))
      (cons (substring line 0 equals) (substring line (1+ equals)))))

  (define (write-message port . fields)
    (for-each (lambda (field)
                (display (string-length field) port)
                (display ":" port)
                (display field port)
                (newline port))
              fields)
    (display "0:\n" port)
    (force-output port))

  (define (field name message)
    (assoc-ref message name))

  (define (fields name message)
    (map cdr (filter (lambda (field) (string=? (car field) name)) message)))

  ;; What is in the way of a fork: a file of the request that a new guild would have loaded instead of what is
  ;; loaded here.

  (define (loaded-files)
    (append boot-files
            (map (lambda (entry) (string-append (car entry) (cdr entry)))
                 (filter (lambda (entry) (string? (car entry))) autoloads-done))))

  (define (first-part name)
    (substring name 0 (or (string-index name #\/) (string-length name))))

  (define (distinct strings)
    (let loop ((strings strings) (seen '()))
      (cond ((null? strings) seen)
            ((member (car strings) seen) (loop (cdr strings) seen))
            (else (loop (cdr strings) (cons (car strings) seen))))))

  (define (shadows? folder names extensions)
    "Is one of the files NAMES in FOLDER?"
    (define (in-folder? name)
      (file-exists? (string-append folder "/" name)))
    (let ((parts (filter in-folder? (distinct (map first-part names)))))
      (or-map (lambda (name)
                (and (member (first-part name) parts)
                     (or-map (lambda (extension) (in-folder? (string-append name extension)))
                             extensions)))
              names)))

  (define (without elements list)
    (filter (lambda (element) (not (member element elements))) list))

  ;; A compilation, in its fork.

  (define (path-of variable base)
    (let ((value (getenv variable)))
      (if value (parse-path-with-ellipsis value base) base)))

  (define (take-place! message names load-path compiled-path)
    "Gives this process the directory, the environment and the paths of a request.  Returns whether it is then
what a new guild would be."
    (chdir (field "dir" message))
    (for-each unsetenv (append own-variables (fields "unset" message)))
    (for-each (lambda (setting)
                (let ((setting (name-and-value setting)))
                  (setenv (car setting) (cdr setting))))
              (fields "set" message))
    (set! %load-path (path-of "GUILE_LOAD_PATH" load-path))
    (set! %load-compiled-path (path-of "GUILE_LOAD_COMPILED_PATH" compiled-path))
    (not (or (or-map (lambda (folder) (shadows? folder names %load-extensions))
                     (without load-path %load-path))
             (or-map (lambda (folder) (shadows? folder names %load-compiled-extensions))
                     (without compiled-path %load-compiled-path)))))

  (define (begin-compilation message guild names load-path compiled-path)
    "Returns the arguments with which guild goes on in this process, or becomes another guild."
    (let ((arguments (fields "arg" message)))
      ;; guild itself does away with a `--'.
      (unless (and (take-place! message names load-path compiled-path)
                   (not (member "--" arguments)))
        (apply execlp guild guild "compile" arguments))
      (set-program-arguments (cons* (car (program-arguments)) "compile" arguments))
      arguments))

  ;; A compilation, seen from here.

  (define (kill-all pid)
    (false-if-exception (kill (- pid) SIGKILL)))

  (define (names-in folder)
    (let ((stream (opendir folder)))
      (let loop ((names '()))
        (let ((name (readdir stream)))
          (if (eof-object? name)
              (begin (closedir stream)
                     names)
              (loop (cons name names)))))))

  (define (half-written pid)
    "The files that the process has begun, and would have renamed when they were whole."
    (define (half-written? file)
      (let ((dot (string-rindex file #\.)))
        (and dot
             (= (- (string-length file) dot 1) 6)
             (string-suffix? ".go" (substring file 0 dot)))))
    (let ((folder (string-append "/proc/" (number->string pid) "/fd")))
      (filter (lambda (file) (and file (half-written? file)))
              (map (lambda (name) (false-if-exception (readlink (string-append folder "/" name))))
                   (or (false-if-exception (names-in folder)) '())))))

  (define (environment-of pid)
    "The environment that a process was started with, or nothing if it can't be read."
    (let ((port (false-if-exception (open-input-file (string-append "/proc/" pid "/environ")
                                                     #:encoding "ISO-8859-1"))))
      (if port
          (let ((text (or (false-if-exception
                           (begin (setvbuf port 'block 131072)
                                  (peek-char port)
                                  (drain-input port)))
                          "")))
            (close-port port)
            text)
          "")))

  (define (kill-escaped mark)
    "Kills what has the mark of this process, which its children inherit, and is in a group of its own."
    (define own (number->string (getpid)))
    (for-each (lambda (pid)
                (when (and (string->number pid)
                           (not (string=? pid own))
                           (string-contains (environment-of pid) mark))
                  (false-if-exception (kill (string->number pid) SIGKILL))))
              (or (false-if-exception (names-in "/proc")) '())))

  (define (cancel pid mark)
    "Ends the compilation with all that it has started, and deletes what it has half written."
    (false-if-exception (kill pid SIGSTOP))
    (let ((files (half-written pid)))
      (kill-all pid)
      (waitpid pid)
      (when mark (kill-escaped mark))
      (for-each (lambda (file) (false-if-exception (delete-file file))) files)))

  (define (exit-code status)
    (or (status:exit-val status) (+ 128 (status:term-sig status))))

  (define (await pid ended in id mark)
    "Waits for the end of the compilation, whose process holds the other end of the pipe ENDED, and returns the
exit code.  It is ended by a cancellation of request ID, and, as this process, by the end of the input."
    (define (cancelled)
      (cancel pid mark)
      (+ 128 SIGKILL))
    (let loop ((pause #f))
      (let ((ready (car (if pause
                            (select (list in) '() '() 0 pause)
                            (select (list in ended) '() '())))))
        (if (memq in ready)
            (let ((message (read-message in)))
              (cond ((not message)
                     (cancelled)
                     (primitive-_exit 0))
                    ((and (equal? (field "type" message) "cancel")
                          (equal? (field "id" message) id))
                     (cancelled))
                    (else (loop pause))))
            (let ((end (waitpid pid WNOHANG)))
              (if (zero? (car end))
                  ;; It is about to end; or what it runs has closed all descriptors.
                  (loop (min 50000 (* 2 (or pause 250))))
                  (begin (kill-all pid)
                         (exit-code (cdr end)))))))))

  (define (out-of-the-way port mode)
    "Another port for what PORT is open for, which is closed in programs that are started."
    (let ((other (fdopen (fcntl port F_DUPFD first-descriptor) mode)))
      (fcntl other F_SETFD FD_CLOEXEC)
      (close-port port)
      other))

  (define (load-compiler level)
    "Does what guild does before it looks at the files."
    (define (of-guild name)
      (module-ref (resolve-module '(scripts compile) #f) name))
    (let ((number (if (string=? level "usual")
                      ((of-guild 'default-optimization-level))
                      (string->number level))))
      (when number
        ((of-guild 'compute-compiler) 'scheme 'bytecode number ((of-guild 'default-warning-level)) '()))))

  (define (serve level guild load-path compiled-path)
    "Serves requests.  Returns in forks only: the arguments with which guild goes on."
    (let ((in (fdopen (fcntl 0 F_DUPFD first-descriptor) "r"))
          (out (fdopen (fcntl 1 F_DUPFD first-descriptor) "w"))
          (nothing (open-fdes "/dev/null" O_RDONLY))
          (mark (let ((value (getenv "PERDURE_PROCESS")))
                  (and value (string-append "PERDURE_PROCESS=" value)))))
      (for-each (lambda (port)
                  (fcntl port F_SETFD FD_CLOEXEC)
                  (set-port-encoding! port "ISO-8859-1"))
                (list in out))
      (dup2 nothing 0)
      (close-fdes nothing)
      (dup2 2 1)
      (load-compiler level)
      (let ((names (loaded-files)))
        (write-message out "type=ready" "protocol=1" "can=cancel" "can=ping")
        (let loop ((message (read-message in)))
          (cond
           ((not message) (primitive-_exit 0))
           ((equal? (field "type" message) "ping")
            (write-message out "type=pong")
            (loop (read-message in)))
           ((equal? (field "type" message) "work")
            (let* ((channel (pipe))
                   (held (out-of-the-way (cdr channel) "w"))
                   (ended (out-of-the-way (car channel) "r"))
                   (pid (primitive-fork)))
              (cond
               ((zero? pid)
                (setpgid 0 0)
                (for-each close-port (list in out ended))
                (gc-enable)
                ;; Both streams are one here, and at its end guild writes out what its ports have kept in no
                ;; certain order: a message could be torn in two by the other port's.
                (setvbuf (current-error-port) 'none)
                (begin-compilation message guild names load-path compiled-path))
               (else
                (false-if-exception (setpgid pid pid))
                (close-port held)
                (let* ((id (field "id" message))
                       (code (await pid ended in id mark)))
                  (close-port ended)
                  (write-message out "type=done" (string-append "id=" id)
                                 (string-append "exit=" (number->string code)))
                  (loop (read-message in)))))))
           (else (loop (read-message in))))))))

  (let* ((load-path %load-path)
         (compiled-path (cdr %load-compiled-path))
         (entry (begin
                  (set! %load-compiled-path compiled-path)
                  (primitive-load-path "scripts/compile")
                  (module-variable (resolve-module '(scripts compile) #f) 'main)))
         (compile (variable-ref entry)))
    (variable-set! entry
                   (lambda (level guild)
                     (let ((arguments (serve level guild load-path compiled-path)))
                       (variable-set! entry compile)
                       (apply compile arguments))))))
