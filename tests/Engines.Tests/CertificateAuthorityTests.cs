using System.Security.Cryptography.X509Certificates;
using Lab.Engines.Certificates;
using Lab.Engines.Testing;
using Lab.State;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Engines.Tests;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly EngineHome home = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_servers_certificate_names_it_and_is_verified_by_the_authority()
    {
        var files = await IssueAsync("proj-pg01");

        using var certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificateFile);
        certificate.MatchesHostname("proj-pg01").ShouldBeTrue();
        certificate.MatchesHostname("localhost").ShouldBeTrue();
        certificate.MatchesHostname("127.0.0.1").ShouldBeTrue();
        certificate.MatchesHostname("proj-pg02").ShouldBeFalse();
        IsVerified(certificate, files.AuthorityFile).ShouldBeTrue();
        files.AuthorityFile.ShouldBe(home.AuthorityFile);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Keys_are_for_their_owner_only_and_certificates_for_all()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are the folder's on Windows");
        var files = await IssueAsync("proj-pg01");

        foreach (var key in new[] { files.KeyFile, home["pki/ca.key"] })
        {
            Mode(key).ShouldBe("600");
        }

        Mode(files.AuthorityFile).ShouldBe("644");
    }

    [Fact]
    public async Task A_certificate_is_kept_until_fewer_than_30_days_are_left()
    {
        var first = await ReadAsync();

        clock.Advance(TimeSpan.FromDays(365));
        (await ReadAsync()).ShouldBe(first);
        clock.Advance(TimeSpan.FromDays(3));
        (await ReadAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task An_authority_near_its_end_is_replaced_with_what_it_issued()
    {
        await IssueAsync("proj-pg01");
        var first = await File.ReadAllTextAsync(home.AuthorityFile, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromDays(3650));
        var files = await IssueAsync("proj-pg01");

        (await File.ReadAllTextAsync(home.AuthorityFile, TestContext.Current.CancellationToken)).ShouldNotBe(first);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificateFile);
        IsVerified(certificate, files.AuthorityFile).ShouldBeTrue();
    }

    [Theory]
    [InlineData("pki/ca.key")]
    [InlineData("pki/ca.crt")]
    [InlineData("pki/servers/proj-pg01.key")]
    [InlineData("pki/servers/proj-pg01.crt")]
    public async Task A_damaged_file_is_replaced(string file)
    {
        await IssueAsync("proj-pg01");
        await File.WriteAllTextAsync(home[file], "damaged", TestContext.Current.CancellationToken);

        var files = await IssueAsync("proj-pg01");

        using var certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        IsVerified(certificate, files.AuthorityFile).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_at_once_share_one_authority()
    {
        var issued = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => IssueAsync($"system-{i}"))));

        foreach (var files in issued)
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(files.CertificateFile);
            IsVerified(certificate, files.AuthorityFile).ShouldBeTrue();
        }
    }

    private Task<ServerCertificate> IssueAsync(string name) =>
        new CertificateAuthority(LabHome.Open(home.Path), clock).IssueAsync(name, account: null, TestContext.Current.CancellationToken);

    private async Task<string> ReadAsync() =>
        await File.ReadAllTextAsync((await IssueAsync("proj-pg01")).CertificateFile, TestContext.Current.CancellationToken);

    private bool IsVerified(X509Certificate2 certificate, string authorityFile)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
