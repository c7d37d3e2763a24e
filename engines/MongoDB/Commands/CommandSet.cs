using Lab.Engines.MongoDB.Commands.Catalog;
using Lab.Engines.MongoDB.Commands.Documents;
using Lab.Engines.MongoDB.Commands.Security;
using Lab.Engines.MongoDB.Commands.Sessions;
using Lab.Engines.MongoDB.Commands.Status;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>The commands by name.</summary>
internal sealed class CommandSet
{
    /// <summary>MongoDB's commands that this server knows by name and does not carry out.</summary>
    private static readonly HashSet<string> Unsupported = new(StringComparer.Ordinal)
    {
        "mapReduce", "mapreduce", "bulkWrite", "compact", "reIndex", "convertToCapped", "cloneCollectionAsCapped", "createRole", "updateRole", "dropRole", "rolesInfo",
        "grantRolesToUser", "revokeRolesFromUser", "dropAllUsersFromDatabase", "createSearchIndexes", "listSearchIndexes", "dropSearchIndex", "updateSearchIndex",
        "shutdown", "fsync", "fsyncUnlock", "setParameter", "profile", "getLog", "top", "dbHash", "killOp", "killAllSessions", "killSessions", "planCacheClear",
        "planCacheListFilters", "setFeatureCompatibilityVersion", "replSetInitiate", "replSetReconfig", "replSetStepDown", "replSetGetConfig", "logRotate", "filemd5",
        "addShard", "shardCollection", "enableSharding", "listShards", "geoNear", "geoSearch", "cloneCollection", "eval", "group", "setDefaultRWConcern", "getDefaultRWConcern",
    };

    private readonly Dictionary<string, ICommand> _commands = new(StringComparer.Ordinal);

    public CommandSet()
    {
        foreach (var command in All())
        {
            _commands.Add(command.Description.Name, command);
            foreach (var alias in command.Description.Aliases)
            {
                _commands.Add(alias, command);
            }
        }
    }

    /// <summary>What the commands are called, without their other names.</summary>
    public IReadOnlyCollection<string> Names => [.. _commands.Values.Select(command => command.Description.Name).Distinct()];

    /// <exception cref="CommandException">CommandNotFound, or CommandNotSupported.</exception>
    public ICommand Find(string name) =>
        _commands.TryGetValue(name, out var command) ? command
        : Unsupported.Contains(name) ? throw CommandException.NotSupported($"command '{name}'")
        : throw new CommandException(ErrorCode.CommandNotFound, $"no such command: '{name}'");

    private static IEnumerable<ICommand> All() =>
    [
        new HelloCommand(), new PingCommand(), new BuildInfoCommand(), new GetParameterCommand(), new HostInfoCommand(), new ServerStatusCommand(),
        new GetCmdLineOptsCommand(), new ReplSetGetStatusCommand(), new CurrentOpCommand(), new WhatsMyUriCommand(),
        new SaslStartCommand(), new SaslContinueCommand(), new LogoutCommand(), new ConnectionStatusCommand(),
        new CreateUserCommand(), new UpdateUserCommand(), new DropUserCommand(), new UsersInfoCommand(),
        new StartSessionCommand(), new EndSessionsCommand(), new RefreshSessionsCommand(), new CommitTransactionCommand(), new AbortTransactionCommand(),
        new ListDatabasesCommand(), new ListCollectionsCommand(), new ListIndexesCommand(), new CreateCommand(), new DropCommand(), new DropDatabaseCommand(),
        new RenameCollectionCommand(), new CreateIndexesCommand(), new DropIndexesCommand(), new CollModCommand(),
        new CollStatsCommand(), new DbStatsCommand(), new ValidateCommand(),
        new InsertCommand(), new FindCommand(), new GetMoreCommand(), new KillCursorsCommand(), new UpdateCommand(), new DeleteCommand(),
        new FindAndModifyCommand(), new CountCommand(), new DistinctCommand(), new AggregateCommand(), new ExplainCommand(),
    ];
}
