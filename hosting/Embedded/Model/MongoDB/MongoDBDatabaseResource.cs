namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a MongoDB server, which the server creates when something is first written to it.</summary>
public class MongoDBDatabaseResource : Resource, IResourceWithParent<MongoDBServerResource>, IResourceWithConnectionString
{
    /// <summary>Declares a database.</summary>
    public MongoDBDatabaseResource(string name, string databaseName, MongoDBServerResource parent)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(databaseName);
        ArgumentNullException.ThrowIfNull(parent);
        DatabaseName = databaseName;
        Parent = parent;
    }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName { get; }

    /// <summary>The server.</summary>
    public MongoDBServerResource Parent { get; }

    /// <summary>The server's connection string, with the database.</summary>
    public ReferenceExpression ConnectionStringExpression => Parent.ConnectionString(DatabaseName);

    /// <summary>The same as the connection string, which is a URI.</summary>
    public ReferenceExpression UriExpression => Parent.ConnectionString(DatabaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        Parent.CombineProperties(
        [
            new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
            new("Uri", UriExpression),
        ]);
}
