# Read by bin/fiducia for `fiducia --spark MASTER [--spark-conf NAME=VALUE]... VERB ...`: hands the verb to spark-submit, with
# $java, $home and $columns. Where SPARK_HOME has nothing but the jars of Spark, what spark-submit starts is started here.

# Says what is wrong with the words, and what to do.
refuse() {
    echo "error: $1" >&2
    echo "  → $2" >&2
    exit 2
}

usage='fiducia --spark MASTER [--spark-conf NAME=VALUE]... VERB ...'
[ $# -ge 2 ] || refuse '--spark needs a master' "$usage, for instance --spark local-cluster[2,1,1024]"
master=$2
shift 2

# Options of Spark go behind the words, and then the words behind them.
memory=1g
options=0
while [ $# -gt $options ] && [ "$1" = --spark-conf ]; do
    [ $# -gt $((options + 1)) ] || refuse '--spark-conf needs NAME=VALUE' "$usage"
    case $2 in
        spark.driver.memory=?*) memory=${2#*=} ;;
        spark.?*=*) ;;
        *) refuse "--spark-conf $2" 'give NAME=VALUE with a name that begins with spark.' ;;
    esac
    setting=$2
    shift 2
    set -- "$@" --conf "$setting"
    options=$((options + 2))
done
words=$(($# - options))
[ $words -gt 0 ] || refuse '--spark without a verb' "$usage"
case $1 in
    -*) refuse "--spark with $1, which is no verb" "$usage" ;;
    serve | web) refuse "$1 does not take --spark" 'call the verbs that it is for one by one' ;;
esac
set -- "$@" "$home/lib/spark/fiducia-spark.jar"
while [ $words -gt 0 ]; do
    word=$1
    shift
    set -- "$@" "$word"
    words=$((words - 1))
done

if [ -z "${SPARK_HOME:-}" ] || [ ! -d "$SPARK_HOME/jars" ]; then
    echo "error: SPARK_HOME is ${SPARK_HOME:-not set}, where there is no Apache Spark" >&2
    echo "  → set it to the folder of an installation of Spark 4.1 (Java 17 or 21) or 4.2: the one with jars in it" >&2
    exit 1
fi

if [ -n "$columns" ]; then
    set -- --conf "spark.fiducia.columns=${columns#*=}" --conf spark.fiducia.terminal=true "$@"
fi
FIDUCIA_SCHEDULER=spark
FIDUCIA_SOCKET=none
export SPARK_HOME FIDUCIA_SCHEDULER FIDUCIA_SOCKET
configuration=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
if [ -z "${LOG4J_CONFIGURATION_FILE:-}" ] && [ ! -e "$configuration/log4j2.properties" ]; then
    LOG4J_CONFIGURATION_FILE=$home/lib/spark/log4j2.properties
    export LOG4J_CONFIGURATION_FILE
fi
# As on one machine.
jvm='-XX:+UseSerialGC -Xss2m -Djava.awt.headless=true -Dfile.encoding=UTF-8'
set -- --master "$master" --name fiducia --class org.fiducia.spark.Main --conf "spark.fiducia.driver.home=$home" \
    --conf "spark.driver.memory=$memory" --conf "spark.executor.extraJavaOptions=$jvm" "$@"
if [ -x "$SPARK_HOME/bin/spark-submit" ]; then
    exec "$SPARK_HOME/bin/spark-submit" --driver-java-options "$jvm ${FIDUCIA_OPTS:-}" "$@"
fi

# What processes of a cluster on this machine are started with.
SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
export SPARK_SCALA_VERSION
opens=
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done
# shellcheck disable=SC2086
exec "$java" -Xmx"$memory" $jvm -XX:+IgnoreUnrecognizedVMOptions $opens -Djdk.reflect.useDirectMethodHandle=false \
    ${FIDUCIA_OPTS:-} -cp "$configuration:$SPARK_HOME/jars/*${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${YARN_CONF_DIR:+:$YARN_CONF_DIR}" org.apache.spark.deploy.SparkSubmit "$@"
