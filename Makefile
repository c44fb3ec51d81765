# Postern: every command people and CI use. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
JAVA_HOME := $(shell bin/find-jdk)
export JAVA_HOME
MVN := mvn -B -ntp -q
APP := target/quarkus-app/quarkus-run.jar
SOURCES := pom.xml $(shell find src/main -type f)
CORPORA ?= ../shared/corpora

.PHONY: help demo test e2e blackbox native bench fuzz conformance lint schema package clean jdk

help: ## this list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/  make \1\t\2/' | expand -t 20

jdk:
	@bin/find-jdk >/dev/null

$(APP): $(SOURCES)
	@bin/find-jdk >/dev/null
	@echo "building Postern (a minute or two the first time) …"
	@$(MVN) package -DskipTests
	@touch $@

package: $(APP) ## build the JVM package

demo: $(APP) ## the main job on embedded defaults, shown step by step (ARGS=--once exits after the walk)
	@bin/postern demo $(ARGS)

test: jdk ## every test that needs nothing but Maven
	@mvn -B -ntp test $(TEST_ARGS)

e2e: $(APP) ## real Keycloak, Chromium, nginx, Node, OpenSSL, testssl.sh, ClamAV, Prometheus and Redis
	@bin/needs nginx chromium redis-server openssl node testssl clamd prometheus modsecurity-crs=/usr/share/modsecurity-crs/rules
	@mvn -B -ntp test -Pe2e $(TEST_ARGS)

blackbox: $(APP) ## the black-box cases, against the JVM package and, where built, the native executable
	@mvn -B -ntp test -Pblackbox $(TEST_ARGS)

native: jdk ## the native executable, target/postern (GRAALVM_HOME, or a native-image on the PATH)
	@bin/build-native

bench: $(APP) ## benchmarks; ONLY="name ..." for some
	@bench/run $(ONLY)

fuzz: jdk ## fuzz every parser of untrusted bytes (SECONDS_EACH=60; ONLY="name ..." for some)
	@bin/fuzz "$(or $(SECONDS_EACH),60)" "$(ONLY)"

conformance: $(APP) ## outside corpora through the product (CORPORA=DIR; ONLY="suite ..." for some)
	@if [ ! -d "$(CORPORA)" ]; then echo "no corpora at $(CORPORA): set CORPORA=DIR"; exit 3; fi
	@bin/conformance "$(CORPORA)" "$(ONLY)"

lint: jdk ## warnings as errors, house rules on files
	@$(MVN) test-compile -Plint
	@bin/lint

schema: jdk ## write docs/postern.schema.json afresh
	@mvn -B -ntp -q test -Dtest=JsonSchemaTest -Dpostern.schema.write=true

clean:
	@rm -rf target
