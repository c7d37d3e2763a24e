using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage;

namespace Lab.Engines.MongoDB.Security;

/// <summary>The users, kept in the data file.</summary>
internal sealed class UserStore
{
    private readonly DocumentStore _store;
    private readonly ConcurrentDictionary<(string Database, string Name), User> _users = new();
    private readonly byte[] _decoyKey = RandomNumberGenerator.GetBytes(32);

    private UserStore(DocumentStore store) => _store = store;

    public IEnumerable<User> All => _users.Values.OrderBy(user => user.FullName, StringComparer.Ordinal);

    public static UserStore Open(DocumentStore store)
    {
        var users = new UserStore(store);
        store.Readers.Read(connection =>
        {
            var rows = connection.Prepare("SELECT database, name, document FROM users");
            while (rows.Step())
            {
                users._users[(rows.Text(0), rows.Text(1))] = User.Read(rows.Text(0), rows.Text(1), BsonBytes.Read(rows.Bytes(2).ToArray()));
            }

            rows.Reset();
            return 0;
        });
        return users;
    }

    public User? Find(string database, string name) => _users.GetValueOrDefault((database, name));

    /// <summary>A credential for a user that does not exist: always the same salt for the same name.</summary>
    public ScramCredential Decoy(string database, string name)
    {
        var salt = HMACSHA256.HashData(_decoyKey, Encoding.UTF8.GetBytes(database + "." + name))[..28];
        return new ScramCredential(ScramCredential.DefaultIterations, salt, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>Makes the administrator what the environment says: there, root, with this password.</summary>
    public async Task EnsureAdministratorAsync(string name, string password, CancellationToken cancellationToken)
    {
        var known = Find("admin", name);
        if (known is null || !known.Roles.Contains(new Role("root", "admin")) || !known.Credential.IsOf(password))
        {
            await SaveAsync(new User("admin", name, ScramCredential.Create(password), [new Role("root", "admin")], known?.Id ?? Guid.NewGuid()), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SaveAsync(User user, CancellationToken cancellationToken)
    {
        await _store.WriteAsync(
            unit =>
            {
                unit.Connection.Prepare("INSERT OR REPLACE INTO users (database, name, document) VALUES (?1, ?2, ?3)")
                    .Bind(1, user.Database).Bind(2, user.Name).Bind(3, BsonBytes.Write(user.ToBson())).Run();
                return 0;
            },
            cancellationToken).ConfigureAwait(false);
        _users[(user.Database, user.Name)] = user;
    }

    /// <exception cref="CommandException">UserNotFound.</exception>
    public async Task DropAsync(string database, string name, CancellationToken cancellationToken)
    {
        if (Find(database, name) is null)
        {
            throw NotFound(database, name);
        }

        await _store.WriteAsync(
            unit =>
            {
                unit.Connection.Prepare("DELETE FROM users WHERE database = ?1 AND name = ?2").Bind(1, database).Bind(2, name).Run();
                return 0;
            },
            cancellationToken).ConfigureAwait(false);
        _users.TryRemove((database, name), out _);
    }

    public static CommandException NotFound(string database, string name) => new(ErrorCode.UserNotFound, $"Could not find user \"{name}\" for db \"{database}\"");

    /// <exception cref="CommandException">BadValue: the password is empty, or has characters beyond ASCII.</exception>
    public static ScramCredential CredentialOf(string password) =>
        password.Length == 0 || !Ascii.IsValid(password) || password.Any(char.IsControl)
            ? throw new CommandException(ErrorCode.BadValue, "A password must be ASCII, without control characters, and not empty")
            : ScramCredential.Create(password);
}
