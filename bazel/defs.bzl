"""Rules for persistent workers."""

load("//bazel/private:conformance_test.bzl", _worker_conformance_test = "worker_conformance_test")
load("//bazel/private:info.bzl", _PerdureWorkerInfo = "PerdureWorkerInfo")
load("//bazel/private:run.bzl", _perdure_worker_run = "perdure_worker_run")
load("//bazel/private:worker.bzl", _perdure_worker = "perdure_worker")
load("//bazel/private:worker_binary.bzl", _perdure_worker_binary = "perdure_worker_binary")

PerdureWorkerInfo = _PerdureWorkerInfo
perdure_worker = _perdure_worker
perdure_worker_binary = _perdure_worker_binary
perdure_worker_run = _perdure_worker_run
worker_conformance_test = _worker_conformance_test
