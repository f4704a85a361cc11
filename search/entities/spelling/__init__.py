"""How names are spelled: their parts, their forms, and what of a spelling is the name. Open `name_trimming` first."""
