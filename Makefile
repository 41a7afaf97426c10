# `make` lists the targets. The solution is built in one configuration only, the one that ships and is tested.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CONFIGURATION := Release
SOLUTION := OrbitOperator.sln

# Nothing is reported to anybody, no build node stays behind, and messages are the ones that scripts know.
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE := 1
export DOTNET_CLI_UI_LANGUAGE := en
export MSBUILDDISABLENODEREUSE := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1m%-15s\033[0m %s\n", $$1, $$2} /^##@ / {print "\n" substr($$0, 5)}' $(MAKEFILE_LIST) | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi

##@ Build
.PHONY: build
build: ## Build the whole solution
	dotnet build $(SOLUTION) -c $(CONFIGURATION) -v quiet -nologo

.PHONY: cli
cli: ## Build the command line tool into bin/kubectl-orbit
	dotnet publish operator/src/Orbit.Cli -c $(CONFIGURATION) -v quiet -nologo --use-current-runtime --self-contained false -p:PublishSingleFile=true -p:DebugType=embedded -o bin/publish
	mv -f bin/publish/kubectl-orbit bin/kubectl-orbit && rm -rf bin/publish

.PHONY: crds
crds: ## Generate crds/ and docs/reference from the resource types, and the roles of config/rbac from the rights that classes say they use
	dotnet run --project operator/src/Orbit.CrdGenerator -c $(CONFIGURATION) -- crds docs/reference config/rbac

.PHONY: clean
clean: ## Remove everything that was built (not the cached control plane)
	rm -rf bin TestResults operator/{src,tests}/*/{bin,obj}

##@ Check
.PHONY: test
test: control-plane ## Build, and run all tests, those on a real API server included
	@CONFIGURATION=$(CONFIGURATION) operator/tests/run-all.sh

.PHONY: soak
soak: control-plane ## The fault tests on a real API server with everything they can do, for hours (ORBIT_SEED=n repeats a run)
	@CONFIGURATION=$(CONFIGURATION) operator/tests/soak.sh

.PHONY: lint
lint: ## Verify formatting and code style
	dotnet format $(SOLUTION) --verify-no-changes

.PHONY: format
format: ## Correct formatting and code style
	dotnet format $(SOLUTION)

##@ Measure
BENCHMARKS := dotnet run --project operator/benchmarks/Orbit.Benchmarks -c $(CONFIGURATION) --
THRESHOLDS := operator/benchmarks/thresholds.txt

.PHONY: bench-quick
bench-quick: ## The headline figures in under a minute, one line each: name value unit
	@$(BENCHMARKS) quick

.PHONY: bench
bench: ## Every workload, the peers on the same data, and BenchmarkDotNet for the kernels (some ten minutes)
	@$(BENCHMARKS) workloads
	@$(BENCHMARKS) growth 100000
	@operator/benchmarks/peers/run.sh
	@$(BENCHMARKS) --filter '*'

.PHONY: bench-check
bench-check: ## Compare the headline figures with those recorded on this machine
	@$(BENCHMARKS) check $(THRESHOLDS)

.PHONY: bench-record
bench-record: ## Record the headline figures of this machine, with mean, spread and margin
	@$(BENCHMARKS) record $(THRESHOLDS)

.PHONY: bench-runtime
bench-runtime: control-plane ## The operator's figures on a real API server: start, memory, latency, idle, writes, many jobs at once, foreign pods, a day of reconnects (some 45 minutes; PARTS="objects pods latency writes idle backlog load day" for some of them; JOBS=300 RATE=60 for the load)
	@dotnet run --project operator/benchmarks/Orbit.RuntimeBenchmarks -c $(CONFIGURATION) -- $(PARTS)

##@ Try
.PHONY: run
run: ## A question to a model in orbit, from an empty machine to the answer (CLUSTER=local|kind|current RATE=1)
	@CONFIGURATION=$(CONFIGURATION) e2e/run/run.sh start

.PHONY: stop
stop: ## End what `make run` left running
	@e2e/run/run.sh stop

.PHONY: control-plane
control-plane: ## Build the Kubernetes control plane into the user's cache folder, once
	@e2e/control-plane/cluster.sh build
