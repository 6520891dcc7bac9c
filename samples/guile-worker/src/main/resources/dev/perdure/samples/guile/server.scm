;;; Compiles Scheme for a worker, one request after the other, in the manner of `guild compile'.
;;;
;;;   MODE AUDIT GUILD
;;;
;;; MODE is `fast': each request in this process, which then forgets what it has loaded; or `strict':
;;; each request in a fork of it.  Of AUDIT fast requests one is done in a fork as well, and must give
;;; the same bytes; 0 is none.  GUILD is the program that compiles what fails here, once more: nothing
;;; tells an error as it does.

(define-module (perdure guile-server)
  #:use-module (ice-9 binary-ports)
  #:use-module (ice-9 match)
  #:use-module (ice-9 textual-ports)
  #:use-module (rnrs bytevectors)
  #:use-module (srfi srfi-1)
  #:use-module ((scripts compile) #:select ((compile . guild-compile)))
  #:use-module ((system base compile) #:select (compute-compiler))
  #:export (serve))

;;; Messages: fields `LENGTH:NAME=VALUE\n', ended by an empty one.

(define (read-length port)
  "The number before the colon, or #f at the end of the input."
  (let loop ((length 0))
    (let ((byte (get-u8 port)))
      (cond ((eof-object? byte) #f)
            ((= byte (char->integer #\:)) length)
            (else (loop (+ (* 10 length) (- byte (char->integer #\0)))))))))

(define (read-message port)
  "The fields as pairs of strings, or #f at the end of the input."
  (let loop ((fields '()))
    (match (read-length port)
      (#f #f)
      (0 (get-u8 port) (reverse fields))
      (length
       (let ((line (get-bytevector-n port (1+ length))))
         (if (or (eof-object? line) (<= (bytevector-length line) length))
             #f
             (loop (cons (name-and-value (string-drop-right (utf8->string line) 1)) fields))))))))

(define (name-and-value line)
  (let ((equals (string-index line #\=)))
    (cons (substring line 0 equals) (substring line (1+ equals)))))

(define (write-message port fields)
  (for-each
   (match-lambda
     ((name . value)
      (let ((line (string->utf8 (string-append name "=" value))))
        (put-bytevector port (string->utf8 (number->string (bytevector-length line))))
        (put-u8 port (char->integer #\:))
        (put-bytevector port line)
        (put-u8 port (char->integer #\newline)))))
   fields)
  (put-bytevector port (string->utf8 "0:\n"))
  (force-output port))

(define (field name message)
  (assoc-ref message name))

(define (fields name message)
  (filter-map (match-lambda ((key . value) (and (string=? key name) value))) message))

;;; What there is to forget: the tree of modules, and the modules that have been loaded from files.

(define root (resolve-module '() #f))
(define loaded-files (module-variable (resolve-module '(guile)) 'autoloads-done))

(define (all-modules)
  (let loop ((module root) (seen '()))
    (if (memq module seen)
        seen
        (hash-fold (lambda (name child seen) (loop child seen))
                   (cons module seen)
                   (module-submodules module)))))

(define unbound (list 'unbound))

(define (value-of variable)
  (if (variable-bound? variable) (variable-ref variable) unbound))

(define (set-value! variable value)
  (if (eq? value unbound) (variable-unset! variable) (variable-set! variable value)))

(define (bindings module)
  (hash-map->list (lambda (name variable) (vector name variable (value-of variable)))
                  (module-obarray module)))

(define (snapshot)
  "All modules, with their submodules and their bindings."
  (cons (variable-ref loaded-files)
        (map (lambda (module)
               (vector module
                       (hash-map->list cons (module-submodules module))
                       (module-uses module)
                       (bindings module)))
             (all-modules))))

(define (forget! snapshot)
  "Makes the modules reachable that were so when SNAPSHOT was taken, and no others."
  (variable-set! loaded-files (car snapshot))
  (for-each
   (match-lambda
     (#(module children _ _)
      (let ((table (module-submodules module)))
        (hash-clear! table)
        (for-each (match-lambda ((name . child) (hashq-set! table name child))) children))))
   (cdr snapshot)))

;;; Modules of the installation stay, for none may be loaded twice in one process (GOOPS then eats all
;;; memory). Nobody sees that they do: they are found by every request.

(define (module-path name)
  (string-join (map symbol->string name) "/"))

(define (of-installation? name)
  "Is the module of this name found in the installation, and only there?"
  (let ((file (%search-load-path (module-path name))))
    (and file
         (any (lambda (folder) (string-prefix? (string-append folder "/") file)) %load-path))))

(define (kept-modules known)
  "The modules of the installation that are not in KNOWN, parents first."
  (sort (filter (lambda (module)
                  (and (module-public-interface module)
                       (not (memq module known))
                       (of-installation? (module-name module))))
                (all-modules))
        (lambda (one other) (< (length (module-name one)) (length (module-name other))))))

(define (link! module)
  (match (module-name module)
    ((parents ... name)
     (hash-clear! (module-submodules module))
     (hashq-set! (module-submodules (resolve-module parents #f)) name module)
     (variable-set! loaded-files
                    (acons (string-append (module-path parents) "/")
                           (symbol->string name)
                           (variable-ref loaded-files))))))

(define (restore-bindings! snapshot)
  "Gives all modules of SNAPSHOT the bindings that they had. Returns whether they had them still."
  (fold
   (match-lambda*
     ((#(module _ uses bindings) same?)
      (let* ((table (module-obarray module))
             (grown? (not (= (length bindings) (hash-count (const #t) table))))
             (others? (not (eq? uses (module-uses module)))))
        (when others? (set-module-uses! module uses))
        (when grown? (hash-clear! table))
        (fold
         (match-lambda*
           ((#(name variable value) same?)
            (unless (eq? variable (hashq-ref table name))
              (hashq-set! table name variable))
            (if (eq? value (value-of variable))
                same?
                (begin
                  (set-value! variable value)
                  #f))))
         (and same? (not grown?) (not others?))
         bindings))))
   #t
   (cdr snapshot)))

(define (forget-request! clean)
  "Forgets what a request has loaded and changed. Returns the snapshot to go back to after the next one,
or #f if what is to stay may depend on what was changed."
  (let ((kept (kept-modules (map (lambda (entry) (vector-ref entry 0)) (cdr clean)))))
    (forget! clean)
    (let ((same? (restore-bindings! clean)))
      (cond ((null? kept) clean)
            (same? (for-each link! kept) (snapshot))
            (else #f)))))

;;; One compilation.

(define (compile-here arguments)
  "Compiles, and returns the exit code and what was printed."
  (let* ((errors (open-output-string))
         (output (open-output-string))
         (load-path %load-path)
         (extensions %load-extensions)
         (auto-compile %load-should-auto-compile)
         (sigaction-here sigaction)
         (code
          (dynamic-wind
            ;; The handler would start a thread, and a process with threads can't fork.
            (lambda () (set! sigaction (const #t)))
            (lambda ()
              (catch #t
                (lambda ()
                  (parameterize ((current-output-port output)
                                 (current-error-port errors)
                                 (current-warning-port errors)
                                 (current-input-port (open-input-string "")))
                    (apply guild-compile arguments)
                    0))
                (lambda (key . details)
                  (match (cons key details)
                    (('quit) 0)
                    (('quit (? integer? code)) code)
                    (('quit #t) 0)
                    (_ 1)))))
            (lambda ()
              (set! sigaction sigaction-here)
              (set! %load-extensions extensions)
              (set! %load-should-auto-compile auto-compile)
              (set! %load-path load-path)))))
    ;; A program that prints to a pipe has its standard output written last.
    (values code (string-append (get-output-string errors) (get-output-string output)))))

(define (in-fork thunk)
  "Calls THUNK in another process, where it returns the exit code; returns that, and what is printed."
  (let ((file (tmpfile)))
    (match (primitive-fork)
      (0
       (dup2 (fileno file) 1)
       (dup2 (fileno file) 2)
       (primitive-_exit (thunk)))
      (pid
       (let ((status (cdr (waitpid pid))))
         (seek file 0 SEEK_SET)
         (set-port-encoding! file "UTF-8")
         (let ((text (get-string-all file)))
           (close-port file)
           (values (or (status:exit-val status) (+ 128 (status:term-sig status))) text)))))))

(define (compile-in-fork arguments)
  (in-fork
   (lambda ()
     (call-with-values (lambda () (compile-here arguments))
       (lambda (code text)
         (let ((port (fdopen 1 "w")))
           (set-port-encoding! port "UTF-8")
           (put-string port text)
           (force-output port))
         code)))))

(define (compile-by-program guild arguments)
  (in-fork
   (lambda ()
     (apply execlp guild guild "compile" arguments))))

(define (output-file arguments)
  "The file that is written, if the arguments say so."
  (match arguments
    (((or "-o" "--output") file . _) file)
    (((? (lambda (argument) (string-prefix? "--output=" argument)) argument) . _)
     (string-drop argument (string-length "--output=")))
    ((_ . rest) (output-file rest))
    (() #f)))

(define (contents file)
  (and file
       (file-exists? file)
       (call-with-input-file file get-bytevector-all #:binary #t)))

(define (audited arguments)
  "Compiles in a fork and here.  Returns the exit code and the text of the fork, whose file stays, and
whether both did the same."
  (let ((file (output-file arguments)))
    (call-with-values (lambda () (compile-in-fork arguments))
      (lambda (code text)
        (let ((bytes (contents file)))
          (call-with-values (lambda () (compile-here arguments))
            (lambda (own-code own-text)
              (let ((same? (and (eqv? code own-code)
                                (string=? text own-text)
                                (equal? bytes (contents file)))))
                (when (and bytes (not same?))
                  (call-with-output-file file (lambda (port) (put-bytevector port bytes)) #:binary #t))
                (values code text same?)))))))))

;;; The loop.

(define (with-variables settings thunk)
  "Calls THUNK with variables of the environment set to values, or not set if the value is #f; what it
does to the environment is undone."
  (let ((before (environ)))
    (dynamic-wind
      (lambda ()
        (for-each (match-lambda
                    ((name . #f) (unsetenv name))
                    ((name . value) (setenv name value)))
                  settings))
      thunk
      (lambda () (environ before)))))

(define (split-path value)
  (if (or (not value) (string-null? value)) '() (string-split value #\:)))

(define (in-place message thunk)
  "Calls THUNK in the directory and the environment of a request."
  (let ((compiled-path %load-compiled-path)
        (settings (append (map name-and-value (fields "set" message))
                          (map (lambda (name) (cons name #f)) (fields "unset" message)))))
    (dynamic-wind
      (lambda ()
        (chdir (field "dir" message))
        (set! %load-compiled-path
              (append (split-path (assoc-ref settings "GUILE_LOAD_COMPILED_PATH")) compiled-path)))
      (lambda () (with-variables settings thunk))
      (lambda ()
        (set! %load-compiled-path compiled-path)
        (chdir "/")))))

(define (plain? arguments)
  "Is this a compilation that leaves nothing behind but what is known here?"
  (not (any (lambda (argument)
              (or (member argument '("--r6rs" "--r7rs"))
                  (string-prefix? "-x" argument)))
            arguments)))

(define O_ASYNC #o20000)

(define (while-input-kills port thunk)
  "Calls THUNK. Whatever comes from PORT meanwhile is a cancellation, or the worker's end: the signal of
its coming ends this process and its forks."
  (let ((flags (fcntl port F_GETFL)))
    (dynamic-wind
      (lambda () (fcntl port F_SETFL (logior flags O_ASYNC)))
      thunk
      (lambda () (fcntl port F_SETFL (logand flags (lognot O_ASYNC)))))))

(define (serve mode audit-text guild)
  (define audit (string->number audit-text))
  (setpgid 0 0)
  ;; What this process was started with is nothing that a macro should see, or another program.
  (for-each unsetenv '("GC_INITIAL_HEAP_SIZE" "GC_MARKERS"))
  (let ((in (fdopen (dup 0) "r0b"))
        (out (fdopen (dup 1) "wb"))
        (strict? (string=? mode "strict")))
    (fcntl in F_SETOWN (- (getpid)))
    (for-each (lambda (port) (fcntl port F_SETFD FD_CLOEXEC)) (list in out))
    (dup2 (fileno (open-input-file "/dev/null")) 0)
    (dup2 2 1)
    ;; What the compiler loads when it first compiles, and modules that change others when they are
    ;; loaded.
    (compute-compiler 'scheme 'bytecode 2 1 '())
    (for-each resolve-interface '((ice-9 format) (oop goops) (oop goops describe)))
    (let ()
      (define (work message count)
        (let ((arguments (fields "arg" message)))
          (define (here)
            (cond ((or strict? (not (plain? arguments)))
                   (call-with-values (lambda () (compile-in-fork arguments))
                     (lambda (code text) (values code text #t))))
                  ((and (positive? audit) (zero? (modulo count audit))) (audited arguments))
                  (else
                   (call-with-values (lambda () (compile-here arguments))
                     (lambda (code text) (values code text #t))))))
          (call-with-values here
            (lambda (code text same?)
              (if (zero? code)
                  (values code text same?)
                  (call-with-values (lambda () (compile-by-program guild arguments))
                    (lambda (code text) (values code text same?))))))))
      (define (answer message count clean)
        (call-with-values
            (lambda ()
              (while-input-kills in
                (lambda () (in-place message (lambda () (work message count))))))
          (lambda (code text same?)
            (let ((next (and same? (forget-request! clean))))
              (write-message out
                             `(("type" . "done")
                               ("id" . ,(field "id" message))
                               ("exit" . ,(number->string code))
                               ("output" . ,text)
                               ("retire" . ,(if next "0" "1"))))
              (or next clean)))))
      (write-message out '(("type" . "ready") ("protocol" . "1") ("can" . "ping")))
      (let loop ((count 1) (clean (snapshot)))
        (let ((message (read-message in)))
          (when message
            (match (field "type" message)
              ("work" (loop (1+ count) (answer message count clean)))
              ("ping"
               (write-message out '(("type" . "pong")))
               (loop count clean))
              (_ (loop count clean)))))))))
