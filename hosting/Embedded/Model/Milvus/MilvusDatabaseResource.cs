using Aspire.Hosting.Milvus;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a Milvus server.</summary>
public class MilvusDatabaseResource : Resource, IResourceWithParent<MilvusServerResource>, IResourceWithConnectionString
{
    /// <summary>Declares a database.</summary>
    public MilvusDatabaseResource(string name, string databaseName, MilvusServerResource parent)
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
    public MilvusServerResource Parent { get; }

    /// <summary>The server's connection string, with the database.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        Parent.CombineProperties([new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}"))]);
}
