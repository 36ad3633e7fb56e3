import { AppShell, NavLink, Text, Title } from '@mantine/core';

/** The frame of every view: the rail on the left, the view beside it. */
export function App() {
  return (
    <AppShell navbar={{ width: 176, breakpoint: 0 }} padding="md">
      <AppShell.Navbar p="xs" aria-label="Views">
        <NavLink label="Board" href="#/" active />
      </AppShell.Navbar>
      <AppShell.Main>
        <Title order={1}>Board</Title>
        <Text c="dimmed">No cases yet.</Text>
      </AppShell.Main>
    </AppShell>
  );
}
