namespace Lab.Hosting.Integrations.MongoDB;

/// <summary>
/// What the container of a replica set runs before its server: writes the key file from the environment and initiates the set once the
/// server answers. There is no brace in it, since a manifest takes braces for placeholders; secrets come by environment only.
/// </summary>
internal static class ReplicaSetScript
{
    public const string KeyVariable = "MONGODB_REPLICA_SET_KEY";
    public const string NameVariable = "MONGODB_REPLICA_SET_NAME";
    public const string MemberVariable = "MONGODB_REPLICA_SET_MEMBER";

    // \173 and \175 are the braces.
    public const string Text = """
        set -eu
        umask 077
        mkdir -p /tmp/replica-set
        printf %s "$MONGODB_REPLICA_SET_KEY" > /tmp/replica-set/key
        printf 'var admin = db.getSiblingDB("admin");
        admin.auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD);
        try \173 rs.status(); \175 catch (error) \173
          rs.initiate(\173 _id: process.env.MONGODB_REPLICA_SET_NAME, members: [\173 _id: 0, host: process.env.MONGODB_REPLICA_SET_MEMBER \175] \175);
        \175
        ' > /tmp/replica-set/initiate.js
        chown -R mongodb:mongodb /tmp/replica-set
        port=$(printf %s "$MONGODB_REPLICA_SET_MEMBER" | cut -d: -f2)
        (until mongosh --quiet --port "$port" --file /tmp/replica-set/initiate.js > /dev/null 2>&1; do sleep 1; done) &
        exec docker-entrypoint.sh mongod --replSet "$MONGODB_REPLICA_SET_NAME" --keyFile /tmp/replica-set/key --bind_ip_all --port "$port"
        """;
}
