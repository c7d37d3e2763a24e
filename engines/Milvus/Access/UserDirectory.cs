using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Lab.Engines.Milvus.Storage;

namespace Lab.Engines.Milvus.Access;

/// <summary>The users and roles. The administrator <c>root</c> has the password that the engine was started with, and no other.</summary>
internal sealed class UserDirectory : IDisposable
{
    private readonly Store store;
    private readonly SemaphoreSlim changing = new(1, 1);
    private readonly byte[] fastKey = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] rootHash;

    // Passwords that were right, hashed with a key of this process, so that not every call pays for the slow hash.
    private readonly ConcurrentDictionary<string, byte[]> proven = new(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, UserRecord> users = ImmutableSortedDictionary.Create<string, UserRecord>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, RoleRecord> roles = ImmutableSortedDictionary.Create<string, RoleRecord>(StringComparer.Ordinal);

    public UserDirectory(Store store, string root, string rootPassword)
    {
        this.store = store;
        Root = root;
        rootHash = FastHash(rootPassword);
        users = users.AddRange(store.Read(RecordKinds.User, UserRecord.Parser).Select(user => KeyValuePair.Create(user.Name, user)));
        roles = roles.AddRange(store.Read(RecordKinds.Role, RoleRecord.Parser).Select(role => KeyValuePair.Create(role.Name, role)));
        foreach (var name in new[] { Privileges.AdminRole, Privileges.PublicRole }.Where(name => !roles.ContainsKey(name)))
        {
            roles = roles.Add(name, new RoleRecord { Name = name });
        }
    }

    /// <summary>The administrator's name.</summary>
    public string Root { get; }

    public IEnumerable<string> Names => users.Keys.Prepend(Root);

    public IEnumerable<RoleRecord> Roles => roles.Values;

    /// <summary>The password is the user's.</summary>
    public bool Verify(string name, string password)
    {
        var fast = FastHash(password);
        if (name == Root)
        {
            return CryptographicOperations.FixedTimeEquals(fast, rootHash);
        }

        if (proven.TryGetValue(name, out var known) && CryptographicOperations.FixedTimeEquals(fast, known))
        {
            return true;
        }

        if (users.GetValueOrDefault(name) is not { } user || !CryptographicOperations.FixedTimeEquals(PasswordHash.Compute(password, user.Salt.ToByteArray()), user.Hash.Span))
        {
            return false;
        }

        proven[name] = fast;
        return true;
    }

    /// <summary>The user may do this.</summary>
    public bool IsAllowed(string name, Privilege privilege, string objectName, string database)
    {
        if (name == Root || Privileges.IsEveryones(privilege))
        {
            return true;
        }

        var own = RolesOf(name);
        return own.Contains(Privileges.AdminRole) || own.Append(Privileges.PublicRole).Any(role => roles.GetValueOrDefault(role)?.Grants.Any(Fits) == true);

        bool Fits(GrantRecord grant) =>
            grant.Object == privilege.Object
            && (grant.Privilege is Privileges.Everything or Privileges.Any || grant.Privilege == privilege.Name)
            && (grant.ObjectName == Privileges.Any || grant.ObjectName == objectName)
            && (grant.Database == Privileges.Any || grant.Database == database);
    }

    /// <summary>A user's roles; of a user who does not exist, none.</summary>
    public IReadOnlyCollection<string> RolesOf(string name) =>
        name == Root ? [Privileges.AdminRole] : users.GetValueOrDefault(name)?.Roles ?? (IReadOnlyCollection<string>)[];

    public bool Exists(string name) => name == Root || users.ContainsKey(name);

    public bool RoleExists(string name) => roles.ContainsKey(name);

    public RoleRecord? Role(string name) => roles.GetValueOrDefault(name);

    /// <summary>Changes or makes a user.</summary>
    /// <param name="name">The user.</param>
    /// <param name="change">Makes the new record of the old one, if there is one; may throw.</param>
    /// <param name="cancellationToken">Gives up waiting for others.</param>
    public async Task ChangeUserAsync(string name, Func<UserRecord?, UserRecord> change, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var user = change(users.GetValueOrDefault(name)?.Clone());
            await store.CommitAsync(transaction => transaction.Put(RecordKinds.User, name, user)).ConfigureAwait(false);
            users = users.SetItem(name, user);
            proven.TryRemove(name, out _);
        }
        finally
        {
            changing.Release();
        }
    }

    public async Task DropUserAsync(string name, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await store.CommitAsync(transaction => transaction.Remove(RecordKinds.User, name)).ConfigureAwait(false);
            users = users.Remove(name);
            proven.TryRemove(name, out _);
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Changes or makes a role.</summary>
    /// <param name="name">The role.</param>
    /// <param name="change">Makes the new record of the old one, if there is one; may throw.</param>
    /// <param name="cancellationToken">Gives up waiting for others.</param>
    public async Task ChangeRoleAsync(string name, Func<RoleRecord?, RoleRecord> change, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var role = change(roles.GetValueOrDefault(name)?.Clone());
            await store.CommitAsync(transaction => transaction.Put(RecordKinds.Role, name, role)).ConfigureAwait(false);
            roles = roles.SetItem(name, role);
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Drops a role, and takes it from those who have it.</summary>
    public async Task DropRoleAsync(string name, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var changed = users.Values.Where(user => user.Roles.Contains(name)).Select(user => user.Clone()).ToList();
            changed.ForEach(user => user.Roles.Remove(name));
            await store.CommitAsync(transaction =>
            {
                transaction.Remove(RecordKinds.Role, name);
                changed.ForEach(user => transaction.Put(RecordKinds.User, user.Name, user));
            }).ConfigureAwait(false);
            roles = roles.Remove(name);
            users = users.SetItems(changed.Select(user => KeyValuePair.Create(user.Name, user)));
        }
        finally
        {
            changing.Release();
        }
    }

    public static UserRecord WithPassword(UserRecord user, string password)
    {
        var salt = PasswordHash.NewSalt();
        user.Salt = ByteString.CopyFrom(salt);
        user.Hash = ByteString.CopyFrom(PasswordHash.Compute(password, salt));
        return user;
    }

    public void Dispose() => changing.Dispose();

    private byte[] FastHash(string password) => HMACSHA256.HashData(fastKey, Encoding.UTF8.GetBytes(password));
}
