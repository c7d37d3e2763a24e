using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Certificates;

/// <summary>
/// The lab's own certificate authority (ECDSA P-256, ten years), kept in the state folder and made on first use. Engines may use it at the
/// same time.
/// </summary>
public sealed class CertificateAuthority
{
    private const int AuthorityYears = 10;
    private const int ServerDays = 397;
    private const int RenewalDays = 30;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly LabHome home;
    private readonly TimeProvider timeProvider;

    /// <summary>Uses the authority of a state folder.</summary>
    /// <param name="home">The state folder.</param>
    /// <param name="timeProvider">The clock that certificates are measured by.</param>
    public CertificateAuthority(LabHome home, TimeProvider timeProvider)
    {
        this.home = home;
        this.timeProvider = timeProvider;
    }

    /// <summary>Issues a server's certificate, or returns the one it has: a new one when fewer than 30 days are left, or the authority is another.</summary>
    /// <param name="name">The system's name; the certificate also names <c>localhost</c> and <c>127.0.0.1</c>.</param>
    /// <param name="account">The user that the server runs as, who owns the key; <see langword="null"/> for this process's.</param>
    /// <param name="cancellationToken">Gives up waiting for others that use the authority.</param>
    /// <returns>Where the certificate and its key lie.</returns>
    /// <exception cref="StateFolderException">The state folder cannot be written.</exception>
    public async Task<ServerCertificate> IssueAsync(string name, ServiceAccount? account, CancellationToken cancellationToken)
    {
        var folder = home.CreateFolder(home.Pki);
        var authorityKeyFile = Path.Combine(folder, "ca.key");
        var servers = home.CreateFolder(Path.Combine(folder, "servers"));
        var files = new ServerCertificate(Path.Combine(servers, name + ".crt"), Path.Combine(servers, name + ".key"), home.CertificateAuthorityFile);

        using var held = await FolderLock.AcquireAsync(
            Path.Combine(folder, "lock"), cancellationToken: cancellationToken).ConfigureAwait(false);
        using var authority = ReadUsable(files.AuthorityFile, authorityKeyFile) ?? CreateAuthority(files.AuthorityFile, authorityKeyFile);
        using var current = ReadUsable(files.CertificateFile, files.KeyFile);
        if (current is null || !IsIssuedBy(current, authority))
        {
            CreateServer(name, authority, files);
        }

        if (!OperatingSystem.IsWindows())
        {
            account?.Own(files.KeyFile);
        }

        return files;
    }

    private X509Certificate2? ReadUsable(string certificateFile, string keyFile)
    {
        if (!File.Exists(certificateFile) || !File.Exists(keyFile))
        {
            return null;
        }

        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (certificate.NotAfter.ToUniversalTime() - timeProvider.GetUtcNow().UtcDateTime >= TimeSpan.FromDays(RenewalDays))
            {
                return certificate;
            }

            certificate.Dispose();
            return null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            // A file that is no certificate, or a key of another one, is replaced.
            return null;
        }
    }

    // The identifier is a hash of the authority's public key.
    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        var issuer = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        var identifier = authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
        return issuer is not null && identifier is not null && issuer.Value.Span.SequenceEqual(identifier.Value.Span);
    }

    private X509Certificate2 CreateAuthority(string certificateFile, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Lab.Aspire certificate authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));

        // A day of the past allows for a clock that is set back.
        var start = timeProvider.GetUtcNow().AddDays(-1);
        using var certificate = request.CreateSelfSigned(start, start.AddYears(AuthorityYears));
        PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        WritePublic(certificateFile, certificate);
        return X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
    }

    private void CreateServer(string name, X509Certificate2 authority, ServerCertificate files)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        var start = Later(timeProvider.GetUtcNow().AddDays(-1), authority.NotBefore.ToUniversalTime());
        var end = Earlier(start.AddDays(ServerDays), authority.NotAfter.ToUniversalTime());
        using var certificate = request.Create(authority, start, end, RandomNumberGenerator.GetBytes(16));
        PrivateFile.Write(files.KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        WritePublic(files.CertificateFile, certificate);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static void WritePublic(string path, X509Certificate2 certificate)
    {
        PrivateFile.Write(path, certificate.ExportCertificatePem() + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
