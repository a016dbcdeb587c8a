"""Parts of settings that bot and desk share: types of fields, secrets that stand in files, names that are misspelt."""
