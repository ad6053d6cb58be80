# A thin front door: each target is a name for the command that the README gives.
.PHONY: all dev test format package class-archive week load-ceiling overload start import-people load-intake load-offers hhcrsp bench-hhcrsp bench-online-matching bench-trsp bench-fairness bench-city-hour bench-city bench-city-thousand bench-city-large simulate roads replay sim sim-mutants bench-decide bench-check scripts-model faults faults-long failovers clean

all: package

package:
	./mvnw -q -DskipTests package

dev:
	bin/demo

test:
	bin/test

format:
	./mvnw -q spotless:apply

load-intake: package
	java -jar load-tests/target/linli-load.jar intake --rate 1000 --seconds 60 --runs 3

# A JVM that takes in as much as it can; what a JDK before 25 does not know of it, it leaves out.
MOST_INTAKE = -Xms8g -Xmx8g -XX:+AlwaysPreTouch -XX:+UseG1GC -XX:MaxTenuringThreshold=1 -XX:+UseTransparentHugePages -XX:+IgnoreUnrecognizedVMOptions -XX:+UseCompactObjectHeaders

# Beyond the ceiling of a machine it says where that is: make load-ceiling RATE=12000 SECONDS=600
load-ceiling: package
	java -jar load-tests/target/linli-load.jar intake --rate $(or $(RATE),12000) --ceiling 30 --warmup 90 --seconds $(or $(SECONDS),600) --node-jvm "$(MOST_INTAKE)"

# A quarter of an hour; make overload SECONDS=30 NODE_JVM="-Xmx6g -XX:MaxGCPauseMillis=40"
overload: package
	java -jar load-tests/target/linli-load.jar overload --times $(or $(TIMES),10) --warmup 60 --seconds $(or $(SECONDS),60) --runs 3 --node-jvm "$(or $(NODE_JVM),$(MOST_INTAKE) -XX:MaxGCPauseMillis=100)"

# A community's week on a node that begins empty; ends with: people N, reached N, hours N, accounted N
week: package
	java -jar load-tests/target/linli-load.jar week --residents $(or $(RESIDENTS),60) --volunteers $(or $(VOLUNTEERS),24)

# Read once, mapped by the next starts; for the JVM options that the benchmarks give a node.
class-archive: package
	java -Xmx6g -XX:+UseZGC -jar gateway/target/linli.jar class-archive

start: class-archive
	java -jar load-tests/target/linli-load.jar start --orders 100000 --volunteers 100000 --runs 3

# A county's volunteers by linli import into a node that begins empty: make import-people ROWS=150000
import-people: class-archive
	java -jar load-tests/target/linli-load.jar import-people --rows $(or $(ROWS),150000) --runs $(or $(RUNS),3)

load-offers: package
	java -jar load-tests/target/linli-load.jar offers --orders-per-second 100 --volunteers 10000 --sockets 9000 --open-orders 5000 --seconds 60 --runs 3

# make hhcrsp INSTANCE=instance.json SECONDS=60 OUT=solution.json
hhcrsp: package
	java -jar load-tests/target/linli-load.jar hhcrsp --instance $(INSTANCE) --seconds $(or $(SECONDS),60) --out $(or $(OUT),solution.json)

# make bench-hhcrsp DIR=hhcrsp SECONDS=60: DIR has instances/ and best-known.csv
bench-hhcrsp: package
	java -jar load-tests/target/linli-load.jar hhcrsp-table --dir $(DIR) --seconds $(or $(SECONDS),60) --append load-tests/RESULTS.md

# make bench-online-matching FILES="gmission_00.txt tobm_synthetic.txt.gz"
bench-online-matching: package
	java -jar load-tests/target/linli-load.jar online-matching $(FILES)

# make bench-trsp DIR=trsp: DIR has dynamic/ and static/
bench-trsp: package
	java -jar load-tests/target/linli-load.jar trsp $(DIR) --first-moves 100000 --moves 10000

# make bench-fairness: a month of 10,000 volunteers
bench-fairness: package
	java -jar load-tests/target/linli-load.jar fairness

# make roads OSM=county.osm.pbf BOX=south,west,north,east
roads: package
	java -jar load-tests/target/linli-load.jar roads --osm $(OSM) --box $(BOX)

# An hour in a city beside greedy; make bench-city-hour ORDERS=5000 VOLUNTEERS=6000 SQUARE=13000 TOWNS=12
bench-city-hour: package
	java -jar load-tests/target/linli-load.jar city-hour --orders-per-hour $(or $(ORDERS),1000) --volunteers $(or $(VOLUNTEERS),1200) --square-meters $(or $(SQUARE),6000) --towns $(or $(TOWNS),0)

# From an order to its offer decided, in one process: P3, P4 and P5 without sockets and store.
bench-city: package
	java -jar load-tests/target/linli-load.jar city --orders-per-second 100 --volunteers 10000 --open-orders 5000 --runs 3

bench-city-thousand: package
	java -jar load-tests/target/linli-load.jar city --orders-per-second 1000 --volunteers 10000 --open-orders 5000 --runs 3

bench-city-large: package
	java -jar load-tests/target/linli-load.jar city --orders-per-second 200 --volunteers 50000 --open-orders 20000 --warmup 150 --runs 3

# make simulate POLICY=new.yaml AGAINST=current.yaml PAGE=day.html
simulate: package
	java -jar gateway/target/linli.jar simulate $(if $(POLICY),--policy $(POLICY)) $(if $(AGAINST),--against $(AGAINST)) --html $(or $(PAGE),day.html)

# make replay FILE=calls.csv FACTOR=60
replay: package
	java -jar gateway/target/linli.jar replay $(FILE) --factor $(or $(FACTOR),60)

# make sim SEED=17, or make sim RUNS=2000 FROM=1
sim: package
	java -jar load-tests/target/linli-load.jar sim $(if $(SEED),--seed $(SEED),--runs $(or $(RUNS),200) --from $(or $(FROM),1))

# Plants each mistake, and makes the table in the document anew.
sim-mutants: package
	java -jar load-tests/target/linli-load.jar sim-mutants --document docs/reliability.md

# make failovers RUNS=200 FROM=1 BASELINE=20
failovers: package
	java -jar load-tests/target/linli-load.jar failovers --runs $(or $(RUNS),200) --from $(or $(FROM),1) --baseline $(or $(BASELINE),20)

# Decisions of the core, and records of the checker, a second of a core's time (JMH, one fork).
bench-decide:
	./mvnw -q -pl load-tests -am test -DskipTests -Pbench -Dbench=DecideBench

bench-check:
	./mvnw -q -pl load-tests -am test -DskipTests -Pbench -Dbench=CheckBench

# Random commands through the real scripts and through their model.
scripts-model:
	./mvnw -q -pl matcher -am test -Dtest=ScriptsModelTest -Dfail.without.tests=false -Dsurefire.failIfNoSpecifiedTests=false -Dlinli.scripts.commands=$(or $(COMMANDS),1000000) -Dlinli.scripts.seed=$(or $(SEED),1)

# Real processes under real faults, a few seeds a group: kills, power-loss, full-disk, network, clock, overload, races.
faults: package
	java -jar load-tests/target/linli-load.jar faults --runs $(or $(RUNS),3) --from $(or $(FROM),1) $(if $(GROUP),--group $(GROUP))

# make faults-long RUNS=200 GROUP=power-loss FROM=1 AT_ONCE=4
faults-long: package
	java -jar load-tests/target/linli-load.jar faults --runs $(or $(RUNS),200) --from $(or $(FROM),1) --at-once $(or $(AT_ONCE),2) $(if $(GROUP),--group $(GROUP))

clean:
	./mvnw -q clean
